package io.mcpagent.adapter.cli;

import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer for people: the text, then where it is from, and the sentence that says so. Sources are numbered as they come
 * up, while the numbers of the run are those of the passages that the model was shown.
 */
final class AnswerText {
    private static final String INDENT = "    ";
    private static final Pattern MARK = Pattern.compile("\\[(\\d{1,4})]");

    private AnswerText() {}

    static void print(AnswerCompleted answer, Output output) {
        var numbers = numbers(answer);
        TerminalText.wrapped(TerminalText.lines(renumbered(answer.answer(), numbers)), output.width())
                .forEach(output::say);
        if (answer.citations().isEmpty()) return;
        output.say("");
        output.sayBold("Sources");
        answer.citations().stream()
                .sorted((left, right) -> Integer.compare(number(left, numbers), number(right, numbers)))
                .forEach(citation -> print(number(citation, numbers), citation, output));
    }

    /** Where an answer that was printed as the model said it is from: a line for each number. */
    static void places(AnswerCompleted answer, Output output) {
        answer.citations().stream()
                .collect(Collectors.groupingBy(
                        Citation::number,
                        TreeMap::new,
                        Collectors.mapping(AnswerText::place, Collectors.joining("; "))))
                .forEach((number, places) -> output.sayFaint("[%d] %s".formatted(number, places)));
    }

    private static String place(Citation citation) {
        return TerminalText.name(citation.document()) + ", "
                + citation.location().label();
    }

    /** The same with what stands there. */
    static void quotes(AnswerCompleted answer, Output output) {
        answer.citations().stream()
                .sorted(Comparator.comparingInt(Citation::number))
                .forEach(citation -> print(citation.number(), citation, output));
    }

    private static Map<Integer, Integer> numbers(AnswerCompleted answer) {
        var numbers = new HashMap<Integer, Integer>();
        answer.citations().forEach(citation -> numbers.putIfAbsent(citation.number(), numbers.size() + 1));
        return numbers;
    }

    private static int number(Citation citation, Map<Integer, Integer> numbers) {
        return numbers.getOrDefault(citation.number(), citation.number());
    }

    /** A mark that cites nothing must not look as one that does. */
    private static String renumbered(String answer, Map<Integer, Integer> numbers) {
        return MARK.matcher(answer)
                .replaceAll(mark -> Optional.ofNullable(numbers.get(Integer.valueOf(mark.group(1))))
                        .map(number -> "[" + number + "]")
                        .orElse("(" + mark.group(1) + ")"));
    }

    private static void print(int number, Citation citation, Output output) {
        output.say("[%d] %s, %s"
                .formatted(
                        number,
                        TerminalText.name(citation.document()),
                        citation.location().label()));
        TerminalText.wrapped("“" + TerminalText.line(citation.quote()) + "”", output.width() - INDENT.length())
                .forEach(line -> output.sayFaint(INDENT + line));
    }
}
