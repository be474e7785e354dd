package io.mcpagent.adapter.cli;

import java.io.InputStream;
import java.util.function.ToIntFunction;

/** One call of the command line: what surrounds it, what was said for all commands, and where its output goes. */
record Invocation(
        CliHost host,
        GlobalOptions global,
        Output output,
        FailureReport failures,
        Interruption interruption,
        InputStream in) {
    CliHost.Options options() {
        return new CliHost.Options(global.dataDirectory.map(Roots::of), global.debug);
    }

    /** Opens the platform for one command and closes it again, whatever happens. */
    int onPlatform(ToIntFunction<CliPlatform> command) {
        try (var platform = host.open(options())) {
            try {
                return command.applyAsInt(platform);
            } finally {
                // An interrupt has been heeded by now, and would keep files from being closed well.
                Thread.interrupted();
            }
        }
    }
}
