package io.mcpagent.adapter.rest.openapi;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.domain.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that can be asked of the server, once for all who need to know: how it is routed, described, tested and
 * guarded.
 *
 * @param path with {@code {name}} for what varies
 * @param id unique, for generated clients
 * @param answers when all goes well
 * @param refused the statuses of its own with which a problem is answered; those that any operation has are {@link
 *     #problems}
 */
public record Operation(
        HandlerType method,
        String path,
        String id,
        String summary,
        Handler handler,
        List<Parameter> parameters,
        Optional<RequestBody> body,
        List<Answer> answers,
        Set<Integer> refused,
        Set<Trait> traits) {
    public static final String API = "/api/v1";
    private static final Schema TAGS = Schema.text().about("`*`, or as in `\"abc\", \"def\"`.");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    public enum Trait {
        /** For nobody in particular: no caller is asked for. */
        OPEN,
        /** Something is there afterwards that was not before; doing it twice makes two. */
        CREATES,
        /** It calls a model or a tool. */
        ASKS,
        /** It only looks, though its method says otherwise. */
        READS,
        /** What it answers has an entity tag. */
        TAGGED
    }

    /** A body that may be left out, or may not. */
    public record RequestBody(Content content, boolean required) {}

    public Operation {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
        refused = Set.copyOf(refused);
        traits = Set.copyOf(traits);
    }

    /** HEAD answers as GET does, without the body. */
    public static Operation get(String path, String id, String summary, Handler handler) {
        return of(HandlerType.GET, API + path, id, summary, handler);
    }

    public static Operation post(String path, String id, String summary, Handler handler) {
        return of(HandlerType.POST, API + path, id, summary, handler);
    }

    public static Operation put(String path, String id, String summary, Handler handler) {
        return of(HandlerType.PUT, API + path, id, summary, handler);
    }

    public static Operation patch(String path, String id, String summary, Handler handler) {
        return of(HandlerType.PATCH, API + path, id, summary, handler);
    }

    public static Operation delete(String path, String id, String summary, Handler handler) {
        return of(HandlerType.DELETE, API + path, id, summary, handler);
    }

    /** A GET outside the API, for anybody. */
    public static Operation probe(String path, String id, String summary, Handler handler) {
        return of(HandlerType.GET, path, id, summary, handler).open();
    }

    private static Operation of(HandlerType method, String path, String id, String summary, Handler handler) {
        var variables = VARIABLE.matcher(path)
                .results()
                .map(found -> found.group(1))
                .map(name -> new Parameter(name, "path", "Of the one that is meant.", true, Schema.text()))
                .toList();
        return new Operation(
                method, path, id, summary, handler, variables, Optional.empty(), List.of(), Set.of(), Set.of());
    }

    public Operation requires(String parameter, String description, Schema schema) {
        return with(new Parameter(parameter, "query", description, true, schema));
    }

    public Operation takes(String parameter, String description, Schema schema) {
        return with(new Parameter(parameter, "query", description, false, schema));
    }

    public Operation takesHeader(String name, String description, Schema schema) {
        return with(new Parameter(name, "header", description, false, schema));
    }

    /** A list, a page at a time. */
    public Operation paged(Schema element, String name) {
        return paged(Schema.pageOf(element).named(name), Schema.filled());
    }

    /** The same of a list that goes on behind an id. */
    public Operation pagedById(Schema element, String name) {
        return paged(Schema.pageOf(element).named(name), Schema.id());
    }

    public Operation paged(Schema page) {
        return paged(page, Schema.filled());
    }

    private Operation paged(Schema page, Schema after) {
        return takes(
                        "limit",
                        "How many at most.",
                        Schema.whole(1, Page.MAX_LIMIT).usually(Json.of(Page.DEFAULT_LIMIT)))
                .takes("after", "The `next` of the page before.", after)
                .answers(200, page)
                .refuses(422);
    }

    public Operation takes(Schema json) {
        return with(new RequestBody(new Content(Content.JSON, json), true));
    }

    public Operation mayTake(Schema json) {
        return with(new RequestBody(new Content(Content.JSON, json), false));
    }

    public Operation takesForm(Schema fields) {
        return with(new RequestBody(new Content(Content.FORM, fields), true));
    }

    public Operation answers(int status, Schema json) {
        return with(new Answer(status, Optional.of(new Content(Content.JSON, json))));
    }

    public Operation answers(int status, String mediaType, Schema schema) {
        return with(new Answer(status, Optional.of(new Content(mediaType, schema))));
    }

    /** Without a body. */
    public Operation answers(int status) {
        return with(new Answer(status, Optional.empty()));
    }

    /** With the path of what was made. */
    public Operation creates(Schema json) {
        return creates().answers(201, json);
    }

    /** May be sent again with a key. */
    public Operation creates() {
        return with(Trait.CREATES)
                .takesHeader(
                        "Idempotency-Key",
                        "A name of the request's own, with which it may be sent again for a day without being done again.",
                        Schema.matching("[!-~]([ -~]{0,253}[!-~])?"))
                .refuses(409);
    }

    /** With the path of what there can be one of, so that it takes no key. */
    public Operation createsTheOne(Schema json) {
        return with(Trait.CREATES).answers(201, json);
    }

    /** With server-sent events of these names. */
    public Operation streams(Map<String, Schema> events) {
        var text = Schema.text().about("Server-sent events; `x-events` has the data of each by its name.");
        return with(new Answer(200, Optional.of(new Content(Content.STREAM, text, events))));
    }

    /** Shows one thing, with its entity tag. */
    public Operation tagged() {
        return with(Trait.TAGGED)
                .answers(304)
                .takesHeader("If-None-Match", "Entity tags; 304 where what is there has one of them.", TAGS)
                .takesMatch();
    }

    /** Tells the thing as it is after the change, with its entity tag. */
    public Operation tagsTheChanged() {
        return with(Trait.TAGGED).guarded();
    }

    /** Is done to the thing that its client knows, or not at all. */
    public Operation guarded() {
        return takesHeader("If-None-Match", "Entity tags; 412 where what is there has one of them.", TAGS)
                .takesMatch();
    }

    private Operation takesMatch() {
        return takesHeader("If-Match", "Entity tags; 412 where what is there has none of them.", TAGS)
                .refuses(412);
    }

    public Operation refuses(Integer... statuses) {
        var all = new TreeSet<>(refused);
        all.addAll(List.of(statuses));
        return new Operation(method, path, id, summary, handler, parameters, body, answers, all, traits);
    }

    public Operation open() {
        return with(Trait.OPEN);
    }

    public boolean isOpen() {
        return traits.contains(Trait.OPEN);
    }

    public Operation asks() {
        return with(Trait.ASKS);
    }

    public Operation reads() {
        return with(Trait.READS);
    }

    public RouteClass routeClass() {
        if (path.startsWith(API + "/auth/")) return RouteClass.AUTH;
        if (traits.contains(Trait.ASKS)) return RouteClass.ASK;
        return method.equals(HandlerType.GET) || traits.contains(Trait.READS) ? RouteClass.READ : RouteClass.WRITE;
    }

    boolean isTagged() {
        return traits.contains(Trait.TAGGED);
    }

    public boolean isCreating() {
        return traits.contains(Trait.CREATES);
    }

    /** A stream has no head of its own to be asked for. */
    boolean hasHead() {
        return method.equals(HandlerType.GET) && !canStream();
    }

    public boolean canStream() {
        return answers.stream()
                .flatMap(answer -> answer.content().stream())
                .anyMatch(content -> content.mediaType().equals(Content.STREAM));
    }

    /** Every status with which it may answer a problem. */
    public Set<Integer> problems() {
        var all = new TreeSet<>(refused);
        all.addAll(Set.of(400, 403, 414, 431, 500, 503));
        if (!isOpen()) all.add(401);
        if (path.startsWith(API)) all.add(429);
        if (body.isPresent()) all.addAll(Set.of(408, 413, 415));
        if (!method.equals(HandlerType.GET)) all.add(507);
        return all;
    }

    private Operation with(Parameter parameter) {
        return new Operation(
                method, path, id, summary, handler, and(parameters, parameter), body, answers, refused, traits);
    }

    private Operation with(RequestBody given) {
        return new Operation(
                method, path, id, summary, handler, parameters, Optional.of(given), answers, refused, traits);
    }

    private Operation with(Answer answer) {
        return new Operation(
                method, path, id, summary, handler, parameters, body, and(answers, answer), refused, traits);
    }

    private Operation with(Trait trait) {
        var all = EnumSet.of(trait);
        all.addAll(traits);
        return new Operation(method, path, id, summary, handler, parameters, body, answers, refused, all);
    }

    private static <T> List<T> and(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }
}
