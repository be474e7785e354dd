package io.mcpagent.adapter.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was probably meant. */
final class UsageMistake {
    private UsageMistake() {}

    static String message(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing
            when missing.getMissing().stream().noneMatch(ArgSpec::isOption) ->
                "%s needs %s."
                        .formatted(
                                command(missing),
                                missing.getMissing().stream()
                                        .map(ArgSpec::paramLabel)
                                        .collect(Collectors.joining(" and ")));
            default -> String.valueOf(wrong.getMessage());
        };
    }

    private static String unknown(UnmatchedArgumentException wrong) {
        var first = TerminalText.name(wrong.getUnmatched().getFirst());
        var what = "%s does not take '%s'.";
        if (wrong.isUnknownOption()) what = "%s has no option '%s'.";
        else if (!wrong.getCommandLine().getSubcommands().isEmpty()) what = "%s has no command '%s'.";
        var meant = wrong.getSuggestions();
        return what.formatted(command(wrong), first)
                + (meant.isEmpty() ? "" : " Did you mean " + meant.getFirst() + "?");
    }

    private static String command(ParameterException wrong) {
        return wrong.getCommandLine().getCommandSpec().qualifiedName();
    }
}
