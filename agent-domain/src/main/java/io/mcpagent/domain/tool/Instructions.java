package io.mcpagent.domain.tool;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Phrases by which the description of a tool speaks to the model about something else: what it was told before, its user,
 * other tools, secrets. English and German, in lower case, with one space between words. All repetitions are bounded.
 */
final class Instructions {
    private static final String THEIR = "(?:(?:all|any|of|the|your|these|those|every|everything|my) ){0,4}";
    private static final String IHRE = "(?:(?:alle|allen|alles|die|deine|deinen|ihre|ihren|diese|der) ){0,3}";
    private static final String USER = "(?:the |your |this |any )?(?:user|human|person|operator|customer|them)\\b";
    private static final String NUTZER = "(?:be)?nutzer(?:in)?n?\\b|anwender(?:in)?n?\\b|menschen\\b|person\\b";
    private static final String SECRET =
            "(?:api[ _-]?keys?|passw(?:or)?ds?|passwort|passwörter|passwörtern|credentials?|zugangsdaten|secrets?|geheimnisse?|private keys?|ssh|id_rsa|\\.env\\b|\\.ssh|\\.aws|access tokens?|mcp\\.json|system prompt|conversation|chat history|unterhaltung|gesprächsverlauf|environment variables?|umgebungsvariablen)";

    private static final List<Pattern> PHRASES = Stream.of(
                    "\\b(?:ignore|disregard|forget|override|overrule|discard|bypass) " + THEIR
                            + "(?:previous|prior|above|earlier|preceding|other|existing|system|safety|original)\\b",
                    "\\b(?:new|updated|real|actual|hidden|secret|special|additional) (?:system )?instructions?\\b",
                    "\\b(?:do not|don't|dont|never|must not|without) (?:ever )?(?:tell|telling|inform|informing|mention|mentioning|reveal|revealing|show|showing|notify|notifying|alert|alerting|ask|asking|disclose|disclosing)\\b.{0,40}"
                            + USER,
                    "\\b(?:do not|don't|dont|never) (?:mention|reveal|disclose|tell|show|explain) (?:this|that|it|these|anything)\\b",
                    "\\b(?:hide|conceal|keep) (?:this|it|that)\\b.{0,30}\\b(?:from|secret)\\b",
                    "\\bsystem[ _-]?(?:prompt|message|instructions?|override)\\b|\\bdeveloper (?:prompt|message|mode)\\b",
                    "<[ /]{0,3}(?:important|system|instructions?|secret|hidden|admin|assistant|user|critical|urgent|override|note to [a-z]{1,20}|wichtig|anweisung(?:en)?)\\b[^<>]{0,40}>",
                    "\\[/?inst\\]|<\\|[a-z_]{1,30}\\|>|\\[/?(?:system|important|admin)\\]|^(?:system|assistant|user): ",
                    "\\b(?:before|after|when|whenever|each time|every time)\\b.{0,30}\\b(?:using|use|calling|call|invoking|invoke|running|run)\\b.{0,20}\\b(?:this|any|another|other|the|all)\\b.{0,20}\\btools?\\b.{0,60}\\b(?:must|always|first|read|call|send|use|include)\\b",
                    "\\binstead of (?:the |using |calling )?.{1,40}\\btool\\b|\\b(?:other|another) tools?\\b.{0,60}\\b(?:must|should|never|instead|redirect|deprecated|broken|unsafe)\\b",
                    "\\b(?:you|the assistant|the model|the agent|the ai) (?:must|have to|are required to|need to|should|shall) (?:always|first|now|never|also|immediately|silently|secretly|then)\\b",
                    "(?<!\\b(?:succeeds?|fails?) )\\bsilently\\b|\\b(?:secretly|quietly|covertly|without (?:confirmation|permission|approval))\\b",
                    "\\b(?:read|open|send|include|pass|attach|append|provide|post|upload|forward|copy|leak|exfiltrate|put)\\b.{0,60}"
                            + SECRET,
                    "\\bact as (?:if|though|an?|the)\\b|\\byou are (?:now|no longer)\\b|\\bpretend (?:to|that|you)\\b|\\bjailbreak",
                    "\\b(?:ignoriere|ignorier|ignorieren sie|vergiss|vergessen sie|missachte|missachten sie|überschreibe) "
                            + IHRE
                            + "(?:vorherigen|vorigen|bisherigen|obigen|früheren|anderen|vorangegangenen|ursprünglichen|system)",
                    "\\b(?:" + NUTZER + ").{0,40}\\b(?:nicht|nichts|niemals|nie|verschweigen?|verheimlichen?)\\b",
                    "\\b(?:nicht|nichts|niemals|ohne)\\b.{0,40}\\b(?:" + NUTZER + ")",
                    "\\bverschweig|\\bverheimlich|\\bheimlich\\b|\\bunbemerkt\\b|\\bsystem-?prompt|\\bsystem-?(?:nachricht|anweisung)",
                    "\\b(?:du musst|sie müssen|du sollst|sie sollen) (?:immer|zuerst|vorher|nun|jetzt|niemals|auch|unbedingt)\\b",
                    "\\b(?:bevor|ehe|vor jedem)\\b.{0,60}\\b(?:werkzeug|tool).{0,60}\\b(?:musst|müssen|rufe|lies|sende|immer|zuerst)\\b",
                    "\\b(?:lies|lesen sie|sende|senden sie|schicke|schick|übergib|füge|hänge|kopiere|leite)\\b.{0,60}"
                            + SECRET)
            .map(phrase -> Pattern.compile(phrase, Pattern.UNICODE_CHARACTER_CLASS))
            .toList();
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    private Instructions() {}

    /** The first phrase in a text, as it was looked at. */
    static Optional<String> in(String text) {
        var plain = SPACES.matcher(Normalizer.normalize(HiddenText.revealed(text), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\''))
                .replaceAll(" ");
        return PHRASES.stream()
                .map(phrase -> phrase.matcher(plain))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group())
                .findFirst();
    }
}
