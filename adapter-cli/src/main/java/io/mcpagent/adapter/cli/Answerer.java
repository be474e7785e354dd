package io.mcpagent.adapter.cli;

import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Who is to answer, as {@code --agent} and {@code --model} say. */
record Answerer(Optional<AgentName> agent, Optional<String> model) {
    /** Before anything is taken in or asked. */
    void require(Questions questions, CommandLine command) {
        meant(command, () -> {
            questions.require(agent, model);
            return this;
        });
    }

    /** A model that can't be meant is a mistake of the command line, whenever it is found. */
    <T> T meant(CommandLine command, Supplier<T> asking) {
        try {
            return asking.get();
        } catch (InvalidRequest wrong) {
            if (model.isEmpty() || !wrong.code().startsWith("model_")) throw wrong;
            throw new ParameterException(command, wrong.getMessage(), wrong);
        }
    }
}
