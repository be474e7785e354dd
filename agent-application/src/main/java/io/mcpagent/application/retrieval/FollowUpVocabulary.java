package io.mcpagent.application.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The small words of a language, by what they do in a question; in lower case.
 *
 * @param function say how words hang together, and nothing about a topic
 * @param generic stand in any question whatever its topic
 * @param personal pronouns that refer to something named before, be it in the same question
 * @param possessive pronouns before what belongs to something named before, mostly in the same question
 * @param demonstrative refer back when no noun that they belong to follows, or to what was said of that noun
 * @param relating words that refer back wherever they stand
 * @param moments nouns that a demonstrative makes no reference: "this year"
 * @param links openings that join a question to the one before
 * @param determiners begin a noun phrase, so that a content word right before them is a verb
 * @param subjects stand before a verb
 * @param conditions begin a clause that an impersonal "it" announces
 * @param pleasantries ask nothing
 * @param nounsAreCapitalised and so can be told from other words
 */
record FollowUpVocabulary(
        Set<String> function,
        Set<String> generic,
        Set<String> personal,
        Set<String> possessive,
        Set<String> demonstrative,
        Set<String> relating,
        Set<String> moments,
        List<String> links,
        Set<String> determiners,
        Set<String> subjects,
        Set<String> conditions,
        Set<String> pleasantries,
        boolean nounsAreCapitalised) {

    static final FollowUpVocabulary ENGLISH = new FollowUpVocabulary(
            words("""
                    a an the and or but nor so then than as if because while when where why how what which who whom
                    whose whether is are was were be been being am do does did done doing have has had having can could
                    may might must shall should will would i me my mine myself we us our ours you your yours he him his
                    she her hers it its itself they them their theirs this that these those one ones there here some any
                    all both each either neither no not none every other others another same else such own more most much
                    many few little less least very too also just only even still again ever never now of to in on at by
                    for from with without about into onto over under between among through during before after above
                    below up down out off against per via vs versus within yes ok okay oh aha well maybe perhaps really
                    actually don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't won't wouldn't
                    shouldn't i'm i'd i'll i've it's that's what's there's who's how's they're you're we're let's
                    """),
            words("""
                    tell explain know mean means meant think thought say said like want need needs help give get got
                    getting go going make makes making take takes taking work works see look find use used using let show
                    describe understand talk talking consider considering believe wonder wondering come comes keep keeps
                    put sound sounds able difference differences way ways thing things kind kinds type types example
                    examples option options reason reasons information info details detail terms good better best
                    bad worse worst important possible sure right different first second last next happen happens
                    question questions point case idea lot bit something anything someone anyone everything
                    """),
            words("it it's itself they them theirs they're he him she her hers"),
            words("its their his"),
            words("this that that's these those"),
            words("ones others former latter"),
            words("year month week day time morning afternoon evening century decade quarter"),
            lines("""
                    and
                    but
                    or
                    so
                    then
                    also
                    because
                    what about
                    how about
                    what else
                    anything else
                    in that case
                    in other words
                    i mean
                    i meant
                    """),
            words("a an the my your his her its our their some any this these those me it them him us"),
            words("i you we they he she it who cannot can't don't doesn't didn't won't wouldn't shouldn't"),
            words("to that if whether"),
            words("thanks thank hello hi hey bye goodbye great cool nice perfect awesome cheers please"),
            false);

    static final FollowUpVocabulary GERMAN = new FollowUpVocabulary(
            words("""
                    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber
                    sondern denn also so dann als wie wenn weil während wann wo wohin woher warum wieso weshalb was wer wen
                    wem wessen welche welcher welches welchen welchem ob dass ist sind war waren sein bin bist wird werden
                    wurde wurden worden geworden hat habe haben hatte hatten hast kann kannst können könnte könnten könnt
                    darf dürfen muss müssen soll sollen sollte sollten will wollen mag möchte möchten würde würden ich mich
                    mir mein meine meinen meinem meiner wir uns unser unsere unseren du dich dir dein deine deinen ihr euch
                    er sie es ihn ihm ihnen ihre ihren ihrem ihrer seine seinen seinem seiner man sich dieser diese dieses
                    diesen diesem jener jene jenes jenen jenem dessen deren hier da dort einige alle alles beide jede jeder
                    jedes jeden nicht nichts nie immer noch nur auch schon sehr zu zum zur mehr meisten viel viele vielen wenig
                    weniger etwas andere anderen anderer anderes in im ins an am auf aus bei beim bis durch für gegen mit
                    nach ohne über um unter von vom vor wegen zwischen ab seit pro eigentlich denn doch mal ja nein ok okay
                    genau bitte davon damit dafür dazu darüber daran darauf daraus dabei darin dagegen danach dadurch
                    """),
            words("""
                    sagen erklären wissen weiß bedeutet meinen meine gibt geben geht gehen macht machen mache tun brauche
                    brauchen finde finden hilft helfen heißt sehen zeigen verstehen denken glauben kommt kommen nehmen
                    funktioniert funktionieren gelten gilt unterschied unterschiede möglichkeit möglichkeiten art arten
                    beispiel beispiele grund gründe information informationen gut besser beste besten schlecht schlechter
                    wichtig wichtiger möglich nötig richtig anders erste letzte nächste passiert frage fragen fall idee
                    sache sachen ding dinge
                    """),
            words("er sie es ihn ihm ihnen"),
            words("ihr ihre ihren ihrem ihrer seine seinen seinem seiner"),
            words("das dies diese dieser dieses diesen diesem jene jener jenes jenen jenem"),
            words("davon damit dafür dazu darüber daran darauf daraus dabei darin dagegen danach dadurch dessen deren"),
            words("jahr jahre jahren monat woche wochen tag tage tagen mal morgen abend jahrhundert quartal"),
            lines("""
                    und
                    aber
                    oder
                    also
                    dann
                    weil
                    was ist mit
                    wie ist es mit
                    wie sieht es mit
                    wie steht es mit
                    was noch
                    in dem fall
                    in diesem fall
                    mit anderen worten
                    ich meine
                    ich meinte
                    """),
            words("""
                    der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner unser unsere
                    dein deine ihr ihre sein seine diese dieser dieses diesen diesem
                    """),
            words("ich du er wir man"),
            words("dass ob wenn zu"),
            words("danke dank hallo hi tschüss super toll prima perfekt bitte"),
            true);

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    static Stream<FollowUpVocabulary> all() {
        return Stream.of(ENGLISH, GERMAN);
    }
}
