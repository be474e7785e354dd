package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.failure.WrongField;
import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The members of an object, each asked for by name and type. What is wrong is gathered, so that all of it is told at once:
 * nothing read is to be used before {@link #done} has returned.
 */
public final class Fields {
    private static final int LONGEST_QUOTE = 100;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

    private final Json.Obj object;
    private final String path;
    private final boolean isQuery;
    private final List<WrongField> wrong;
    private final Set<String> known = new HashSet<>();
    private final List<Fields> inside = new ArrayList<>();

    private Fields(Json.Obj object, String path, boolean isQuery, List<WrongField> wrong) {
        this.object = object;
        this.path = path;
        this.isQuery = isQuery;
        this.wrong = wrong;
    }

    static Fields of(Json.Obj object) {
        return new Fields(object, "", false, new ArrayList<>());
    }

    /** The parameters of the URL; those of the given names may come several times and are lists. */
    public static Fields ofQuery(Context context, String... lists) {
        var many = Set.of(lists);
        var members = new LinkedHashMap<String, Json>();
        context.queryParamMap()
                .forEach((name, values) -> members.put(
                        name,
                        values.size() == 1 && !many.contains(name)
                                ? Json.of(values.getFirst())
                                : Json.array(values.stream().map(Json::of).toList())));
        return new Fields(new Json.Obj(members), "", true, new ArrayList<>());
    }

    /** One that has to be there and may not be blank. */
    public String text(String name) {
        var given = optionalText(name);
        if (given.isEmpty() && !isWrong(name)) add(name, "is missing");
        return given.orElse("");
    }

    public Optional<String> optionalText(String name) {
        var value = given(name);
        if (value.isEmpty()) return Optional.empty();
        if (value.get() instanceof Json.Str(var text)) {
            if (!text.isBlank()) return Optional.of(text);
            add(name, "is blank");
        } else {
            add(name, "has to be a text");
        }
        return Optional.empty();
    }

    /** Also a blank one. */
    public Optional<String> anyText(String name) {
        var value = given(name);
        if (value.isEmpty()) return Optional.empty();
        if (value.get() instanceof Json.Str(var text)) return Optional.of(text);
        add(name, "has to be a text");
        return Optional.empty();
    }

    /** How a field is called in what is told of it. */
    public String place(String name) {
        return path + name;
    }

    public int integer(String name, int fallback, int least, int most) {
        return optionalInteger(name, least, most).orElse(fallback);
    }

    public Optional<Integer> optionalInteger(String name, int least, int most) {
        var value = given(name);
        if (value.isEmpty()) return Optional.empty();
        if (number(value.get()) instanceof Json.Num(var number)
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0) return Optional.of(number.intValueExact());
        add(name, "has to be a whole number from %d to %d".formatted(least, most));
        return Optional.empty();
    }

    public Optional<UUID> optionalId(String name) {
        var text = optionalText(name);
        var id = text.flatMap(PathIds::read);
        if (text.isPresent() && id.isEmpty()) add(name, "has to be an id");
        return id;
    }

    public boolean flag(String name, boolean fallback) {
        var value = given(name);
        if (value.isEmpty()) return fallback;
        if (value.get() instanceof Json.Bool(var flag)) return flag;
        if (isQuery && value.get() instanceof Json.Str(var text) && (text.equals("true") || text.equals("false")))
            return text.equals("true");
        add(name, "has to be true or false");
        return fallback;
    }

    /** None when it is left out. */
    public List<String> texts(String name) {
        return texts(name, true);
    }

    /** The same, of which some may be blank. */
    public List<String> anyTexts(String name) {
        return texts(name, false);
    }

    private List<String> texts(String name, boolean areFilled) {
        var value = given(name);
        if (value.isEmpty()) return List.of();
        if (!(value.get() instanceof Json.Arr(var elements))) {
            add(name, "has to be a list of texts");
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var n = 0; n < elements.size(); n++) {
            if (elements.get(n) instanceof Json.Str(var text) && !(areFilled && text.isBlank())) texts.add(text);
            else add(name + "[" + n + "]", areFilled ? "has to be a text that is not blank" : "has to be a text");
        }
        return List.copyOf(texts);
    }

    /** Written in lower case with underscores. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E fallback) {
        var value = given(name);
        if (value.isEmpty()) return fallback;
        for (var constant : type.getEnumConstants()) {
            if (value.get().equals(Json.of(written(constant)))) return constant;
        }
        var names = Arrays.stream(type.getEnumConstants()).map(Fields::written).collect(Collectors.joining(", "));
        add(name, "has to be one of " + names);
        return fallback;
    }

    /** Written the same; at least one, each once. */
    public <E extends Enum<E>> Set<E> severalOf(String name, Class<E> type) {
        var all = EnumSet.allOf(type);
        var found = EnumSet.noneOf(type);
        for (var text : texts(name)) {
            var known = all.stream()
                    .filter(constant -> written(constant).equals(text))
                    .findAny();
            known.ifPresent(found::add);
            if (known.isEmpty() && !isWrong(name))
                add(name, "has to be of " + all.toString().toLowerCase(Locale.ROOT));
        }
        if (found.isEmpty() && !isWrong(name)) add(name, "has to name at least one");
        return found;
    }

    public Optional<Instant> optionalTime(String name) {
        try {
            return optionalText(name).map(Instant::parse);
        } catch (DateTimeParseException noTime) {
            add(name, "has to be a time such as 2027-01-31T12:00:00Z");
            return Optional.empty();
        }
    }

    /** Those of an object inside; their problems are told by this one's {@link #done}. */
    public Fields object(String name) {
        var value = given(name);
        if (value.isPresent() && !(value.get() instanceof Json.Obj)) add(name, "has to be an object");
        var inner = value.filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .orElseGet(Json::object);
        var fields = new Fields(inner, path + name + ".", isQuery, wrong);
        inside.add(fields);
        return fields;
    }

    /** Those of each object of a list; none when it is left out. */
    public List<Fields> objects(String name) {
        var value = given(name);
        if (value.isEmpty()) return List.of();
        if (!(value.get() instanceof Json.Arr(var elements))) {
            add(name, "has to be a list of objects");
            return List.of();
        }
        var objects = new ArrayList<Fields>();
        for (var n = 0; n < elements.size(); n++) {
            var place = name + "[" + n + "]";
            if (elements.get(n) instanceof Json.Obj inner)
                objects.add(new Fields(inner, path + place + ".", isQuery, wrong));
            else add(place, "has to be an object");
        }
        inside.addAll(objects);
        return List.copyOf(objects);
    }

    /** An object of any members; an empty one when it is left out. */
    public Json.Obj anyObject(String name) {
        var value = given(name);
        if (value.isEmpty()) return Json.object();
        if (value.get() instanceof Json.Obj any) return any;
        add(name, "has to be an object");
        return Json.object();
    }

    public boolean has(String name) {
        return given(name).isPresent();
    }

    /** Tells that a field can't be used, for a reason of the one who asks. */
    public void add(String name, String message) {
        wrong.add(new WrongField(path + name, message));
    }

    private void findUnknown() {
        inside.forEach(Fields::findUnknown);
        var message = "is not known; there is " + known.stream().sorted().collect(Collectors.joining(", "));
        object.members().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(
                        name -> add(name.length() <= LONGEST_QUOTE ? name : name.substring(0, LONGEST_QUOTE), message));
    }

    /**
     * Ends the reading.
     *
     * @throws Refusal that names every wrong field
     */
    public void done() {
        findUnknown();
        if (!wrong.isEmpty()) throw Refusal.wrongFields(wrong);
    }

    /** All of it, whichever way it was written: in the order of the names, and without what is null. */
    public String canonical() {
        return JsonText.of(sorted(object));
    }

    private static Json sorted(Json json) {
        return switch (json) {
            case Json.Obj(var members) -> {
                var kept = new TreeMap<String, Json>();
                members.forEach((name, value) -> {
                    if (!(value instanceof Json.Null)) kept.put(name, sorted(value));
                });
                yield new Json.Obj(kept);
            }
            case Json.Arr(var elements) ->
                Json.array(elements.stream().map(Fields::sorted).toList());
            case Json.Str text -> text;
            case Json.Num number -> number;
            case Json.Bool flag -> flag;
            case Json.Null none -> none;
        };
    }

    /** Null counts as left out. */
    private Optional<Json> given(String name) {
        known.add(name);
        return object.get(name).filter(value -> !(value instanceof Json.Null));
    }

    private Json number(Json value) {
        return isQuery
                        && value instanceof Json.Str(var text)
                        && WHOLE_NUMBER.matcher(text).matches()
                ? new Json.Num(new BigDecimal(text))
                : value;
    }

    /** Whether a field has been told to be wrong. */
    public boolean isWrong(String name) {
        return wrong.stream().anyMatch(error -> error.field().equals(path + name));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
