package io.mcpagent.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing without one of its own commands. */
public abstract class CommandGroup implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    protected CommandGroup(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (invocation.output().isJson())
            throw new ParameterException(spec.commandLine(), "A command is missing; --help lists them.");
        spec.commandLine().usage(invocation.output().err());
        invocation.output().err().flush();
        return ExitCode.USAGE;
    }
}
