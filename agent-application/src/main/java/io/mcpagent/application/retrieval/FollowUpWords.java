package io.mcpagent.application.retrieval;

import io.mcpagent.application.retrieval.QuestionWords.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the words of a question do in it, told from a language's small words alone. Pure. */
final class FollowUpWords {
    /** Of all words, the share of function words from which a text is taken to be in a language. */
    private static final double KNOWN = 0.2;

    /** What is longer is an address, a token or noise, and no topic that people would read. */
    private static final int LONGEST = 40;

    /** So many content words before a pronoun hold what it stands for. */
    private static final int ANTECEDENT = 3;

    private static final int CLAUSE = 5;
    private static final Pattern JOINT = Pattern.compile("[ '\"“”’-]{0,3}");
    private static final Pattern PARTICIPLE = Pattern.compile("\\p{Ll}+ed");

    private final FollowUpVocabulary vocabulary;

    private FollowUpWords(FollowUpVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A phrase of an earlier question. */
    record Topic(String text, List<Word> words) {}

    /** For the language of a conversation; empty when it is none of those that are known. */
    static Optional<FollowUpWords> of(List<String> texts) {
        var all =
                texts.stream().flatMap(text -> QuestionWords.of(text).stream()).toList();
        return FollowUpVocabulary.all()
                .max(Comparator.comparingDouble(vocabulary -> share(vocabulary, all)))
                .filter(vocabulary -> share(vocabulary, all) >= KNOWN)
                .map(FollowUpWords::new);
    }

    private static double share(FollowUpVocabulary vocabulary, List<Word> all) {
        var known = all.stream()
                .filter(word -> vocabulary.function().contains(word.lower()))
                .count();
        return (double) known / Math.max(1, all.size());
    }

    boolean isContent(Word word) {
        return !isFunction(word)
                && !vocabulary.generic().contains(word.lower())
                && !vocabulary.pleasantries().contains(word.lower())
                && word.text().length() <= LONGEST;
    }

    private boolean isFunction(Word word) {
        return vocabulary.function().contains(word.lower());
    }

    /** "Thank you!" */
    boolean isPleasantry(List<Word> asked) {
        return asked.stream().anyMatch(word -> vocabulary.pleasantries().contains(word.lower()))
                && asked.stream().noneMatch(this::isContent);
    }

    /** "And …", "What about …" */
    boolean opensWithLink(List<Word> asked) {
        var opening = asked.stream().limit(CLAUSE).map(Word::lower).collect(Collectors.joining(" ", "", " "));
        return vocabulary.links().stream().anyMatch(link -> opening.startsWith(link + " "));
    }

    /** Whether the word can only mean something that was said in an earlier question. */
    boolean pointsBack(List<Word> asked, int at) {
        var word = asked.get(at).lower();
        var next = at + 1 < asked.size() ? Optional.of(asked.get(at + 1)) : Optional.<Word>empty();
        var before = at > 0 ? Optional.of(asked.get(at - 1)) : Optional.<Word>empty();
        if (vocabulary.relating().contains(word)) return true;
        return switch (word) {
            case "one", "both", "neither", "either" ->
                next.filter(this::standsForItself).isEmpty();
            case "same" ->
                next.filter(other -> isContent(other) || other.lower().equals("as"))
                        .isEmpty();
            default ->
                vocabulary.demonstrative().contains(word)
                        && (vocabulary.nounsAreCapitalised() ? isLonely(asked, at) : isDeictic(before, next));
        };
    }

    private boolean standsForItself(Word afterOne) {
        return isContent(afterOne) || afterOne.lower().equals("of");
    }

    /** "those funds", "do that?"; not "evidence that …", "this year". */
    private boolean isDeictic(Optional<Word> before, Optional<Word> next) {
        if (next.filter(word -> vocabulary.moments().contains(word.lower())).isPresent()) return false;
        return next.isEmpty()
                || before.isEmpty()
                || before.filter(this::isFunction).isPresent();
    }

    /** "Wie mache ich das?", "diese Police"; not "das Haus", "ein Haus, das …", "dieses Jahr". */
    private boolean isLonely(List<Word> asked, int at) {
        var next = asked.stream().skip(at + 1L).limit(2).toList();
        if (next.isEmpty()) return true;
        if (next.stream().anyMatch(word -> vocabulary.moments().contains(word.lower()))) return false;
        if (!asked.get(at).lower().equals("das")) return true;
        if (at > 0 && isNoun(asked.get(at - 1))) return false;
        return isFunction(next.getFirst()) || next.stream().noneMatch(Word::isCapitalised);
    }

    /**
     * Whether the word is a pronoun of something that was not named in the question itself.
     *
     * @param named content words before it
     */
    boolean lacksAntecedent(List<Word> asked, int at, int named) {
        var word = asked.get(at);
        // "Sie" and "Ihr" speak to somebody.
        if (vocabulary.nounsAreCapitalised() && word.isCapitalised() && !word.first()) return false;
        if (vocabulary.possessive().contains(word.lower())) return named == 0;
        return named < ANTECEDENT && vocabulary.personal().contains(word.lower()) && !isImpersonal(asked, at);
    }

    private boolean isImpersonal(List<Word> asked, int at) {
        var word = asked.get(at).lower();
        if (word.equals("es"))
            return asked.stream().anyMatch(other -> other.lower().startsWith("gib"));
        if (!word.equals("it") && !word.equals("it's")) return false;
        for (var i = at + 2; i < Math.min(asked.size(), at + CLAUSE); i++) {
            if (vocabulary.conditions().contains(asked.get(i).lower()))
                return !asked.get(i - 1).lower().equals("used");
        }
        return false;
    }

    /** Runs of content words without verbs, as far as these can be told. */
    List<Topic> topics(String question, List<Word> said) {
        var topics = new ArrayList<Topic>();
        var run = new ArrayList<Word>();
        var nounsAlone = vocabulary.nounsAreCapitalised() && said.stream().anyMatch(this::isNoun);
        for (var i = 0; i < said.size(); i++) {
            var isTopic = nounsAlone ? isNounPhrase(said, i) : isTopic(said, i);
            if (!isTopic || !continues(question, run, said.get(i))) close(question, run, topics);
            if (isTopic) run.add(said.get(i));
        }
        close(question, run, topics);
        return topics;
    }

    private static boolean continues(String question, List<Word> run, Word word) {
        return run.isEmpty()
                || JOINT.matcher(question.substring(run.getLast().end(), word.start()))
                        .matches();
    }

    private static void close(String question, List<Word> run, List<Topic> topics) {
        while (!run.isEmpty() && PARTICIPLE.matcher(run.getLast().text()).matches()) run.removeLast();
        if (run.isEmpty()) return;
        topics.add(new Topic(
                question.substring(run.getFirst().start(), run.getLast().end()), List.copyOf(run)));
        run.clear();
    }

    private boolean isTopic(List<Word> said, int at) {
        return isContent(said.get(at)) && !isVerb(said, at);
    }

    private boolean isNounPhrase(List<Word> said, int at) {
        return isTopic(said, at) && (isNoun(said.get(at)) || describesNoun(said, at));
    }

    private boolean isNoun(Word word) {
        return word.isName() && isContent(word);
    }

    /** "die private Krankenversicherung" */
    private boolean describesNoun(List<Word> said, int at) {
        return at > 0
                && at + 1 < said.size()
                && vocabulary.determiners().contains(said.get(at - 1).lower())
                && isNoun(said.get(at + 1));
    }

    private boolean isVerb(List<Word> said, int at) {
        var word = said.get(at);
        if (word.isName()) return false;
        if (at + 1 < said.size()
                && vocabulary.determiners().contains(said.get(at + 1).lower())) return true;
        if (at == 0) return false;
        var before = said.get(at - 1).lower();
        // Behind "to" stands a noun too, and then mostly in the plural.
        return vocabulary.subjects().contains(before)
                || (before.equals("to") && !word.lower().endsWith("s"));
    }
}
