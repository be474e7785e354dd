package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Lucene's own analyzer for each language that it has one for, else words by Unicode's rules (UAX #29), lower-cased. */
final class LuceneTextAnalysis implements TextAnalysisPort {
    private final Map<Language, Analyzer> analyzers = new ConcurrentHashMap<>();

    @Override
    public List<String> terms(String text, Language language) {
        var terms = new ArrayList<String>();
        try (var stream = of(language).tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
        return terms;
    }

    /** The analyzer of each field by the language in the field's name. */
    Analyzer ofFields() {
        return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
            @Override
            protected Analyzer getWrappedAnalyzer(String field) {
                return of(ChunkFields.languageOf(field));
            }
        };
    }

    private Analyzer of(Language language) {
        return analyzers.computeIfAbsent(language, LuceneTextAnalysis::create);
    }

    private static Analyzer create(Language language) {
        return switch (language.tag()) {
            case "ar" -> new ArabicAnalyzer();
            case "bg" -> new BulgarianAnalyzer();
            case "ca" -> new CatalanAnalyzer();
            case "cs" -> new CzechAnalyzer();
            case "da" -> new DanishAnalyzer();
            case "de" -> new GermanAnalyzer();
            case "el" -> new GreekAnalyzer();
            case "en" -> new EnglishAnalyzer();
            case "es" -> new SpanishAnalyzer();
            case "et" -> new EstonianAnalyzer();
            case "fa" -> new PersianAnalyzer();
            case "fi" -> new FinnishAnalyzer();
            case "fr" -> new FrenchAnalyzer();
            case "hi" -> new HindiAnalyzer();
            case "hu" -> new HungarianAnalyzer();
            case "id" -> new IndonesianAnalyzer();
            case "it" -> new ItalianAnalyzer();
            case "lt" -> new LithuanianAnalyzer();
            case "lv" -> new LatvianAnalyzer();
            case "nl" -> new DutchAnalyzer();
            case "no", "nb", "nn" -> new NorwegianAnalyzer();
            case "pt" -> new PortugueseAnalyzer();
            case "ro" -> new RomanianAnalyzer();
            case "ru" -> new RussianAnalyzer();
            case "sr" -> new SerbianAnalyzer();
            case "sv" -> new SwedishAnalyzer();
            case "th" -> new ThaiAnalyzer();
            case "tr" -> new TurkishAnalyzer();
            case "ja", "ko", "zh" -> new CJKAnalyzer();
            default -> new StandardAnalyzer();
        };
    }
}
