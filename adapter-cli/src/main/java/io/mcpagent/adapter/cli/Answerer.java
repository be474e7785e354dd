package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Who is to answer, as {@code --agent} and {@code --model} say. */
record Answerer(Optional<AgentName> agent, Optional<String> model) {
    /** Before anything is taken in or asked. A model that can't be meant is a mistake of the command line. */
    void require(CliPlatform platform, CommandLine command) {
        try {
            platform.agents().require(Caller.LOCAL_OWNER, agent, model);
        } catch (InvalidRequest wrong) {
            if (model.isEmpty() || !wrong.code().startsWith("model_")) throw wrong;
            throw new ParameterException(command, wrong.getMessage(), wrong);
        }
    }
}
