package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.run.RunFollower;
import io.mcpagent.application.tool.DocumentTools;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * However users, roles, collections, grants and revocations lie, a caller is shown what is theirs or granted to them, all
 * of that, and nothing else: not by searches, explanations, counts, answers, citations, tools, lists, error messages, events
 * of runs that were, streams, exports, or by what a search before has left in a cache. Each collection's texts, file names
 * and own name carry its mark.
 */
class SharedIsolationTest {
    private static final int USERS = 3;
    private static final List<Role> ROLES = List.of(Role.EDITOR, Role.MEMBER, Role.ADMIN);

    /** Who owns the collection of an index, and how many files it has. */
    record Home(int owner, int files) {}

    /** That something of a collection is granted, or taken back. */
    record Change(int collection, int grantee, boolean isRole, GrantLevel level, boolean isRevoked) {}

    record World(List<Home> homes, List<Change> before, List<Change> after) {}

    @Provide
    Arbitrary<World> worlds() {
        var home = Combinators.combine(
                        Arbitraries.integers().between(0, USERS - 1),
                        Arbitraries.integers().between(1, 3))
                .as(Home::new);
        var change = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, USERS - 1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(GrantLevel.class),
                        Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true)))
                .as(Change::new);
        return Combinators.combine(
                        home.list().ofMinSize(2).ofMaxSize(4),
                        change.list().ofMaxSize(6),
                        change.list().ofMinSize(1).ofMaxSize(6))
                .as(World::new);
    }

    @Property(tries = 60)
    void aCallerIsShownWhatIsTheirsOrGrantedAndNothingElse(@ForAll("worlds") World world) {
        var machine = new Machine();
        for (var i = 0; i < world.homes().size(); i++)
            machine.agents.add(agent(i, world.homes().get(i).owner()));
        try (var platform = machine.start(model())) {
            for (var i = 0; i < world.homes().size(); i++)
                fill(machine, platform, world.homes().get(i), i);
            for (var change : world.before()) apply(platform, world, change);
            var runs = new ArrayList<RunId>();
            for (var user = 0; user < USERS; user++) {
                var now = readable(platform, world, user);
                runs.add(check(platform, world, user, now));
            }
            for (var change : world.after()) apply(platform, world, change);
            for (var user = 0; user < USERS; user++) {
                var now = readable(platform, world, user);
                assertShows(world, now, past(platform, caller(user), runs.get(user)));
                check(platform, world, user, now);
            }
        }
    }

    /** Asks for documents by each tool, and says nothing of its own. */
    private static ScriptedLlm model() {
        return ScriptedLlm.calling(
                request -> request.messages().size() > 1
                        ? List.of()
                        : List.of(
                                new ToolCall("1", "list_documents", Json.object()),
                                new ToolCall(
                                        "2", "search_passages", Json.object().with("query", Json.of("bees")))),
                request -> "Bees do. [1] [2] [3] [4] [5] [6] [7] [8]");
    }

    private static void fill(Machine machine, Platform platform, Home home, int index) {
        var root = Path.of("/" + mark(index)).toAbsolutePath();
        for (var i = 0; i < home.files(); i++) {
            machine.files.put(root, mark(index) + i + ".md", "Bees make " + mark(index) + " honey " + i + ".");
        }
        platform.sync(new Caller(caller(home.owner()).user(), Set.of(Role.EDITOR), Optional.empty()), root, false);
    }

    /** One for each collection, of the same owner, who grants it together with that. */
    private static Agent agent(int index, int owner) {
        return new Agent(
                new AgentName(mark(index)),
                mark(index),
                "Answer " + mark(index) + ".",
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of(mark(index)),
                AgentLimits.DEFAULT,
                ToolPolicy.DEFAULT,
                new Audience(Optional.of(caller(owner).user()), Audience.Access.GRANTED),
                1);
    }

    private static void apply(Platform platform, World world, Change change) {
        if (change.collection() >= world.homes().size()) return;
        var collection = collection(platform, change.collection());
        var grantee = change.isRole()
                ? new Grantee.EveryoneWith(ROLES.get(change.grantee()))
                : new Grantee.OneUser(caller(change.grantee()).user());
        for (var id : List.of(collection.resource().id(), new AgentName(mark(change.collection())).resource())) {
            if (change.isRevoked()) platform.grants.remove(id, grantee);
            else platform.grants.save(id, new Grant(grantee, change.level()));
        }
    }

    /** As the grants say, counted by hand. */
    private static Set<Integer> readable(Platform platform, World world, int user) {
        return IntStream.range(0, world.homes().size())
                .filter(index -> world.homes().get(index).owner() == user
                        || platform
                                .grants
                                .on(collection(platform, index).resource().id())
                                .stream()
                                .anyMatch(grant -> grant.grantee()
                                                .equals(new Grantee.OneUser(
                                                        caller(user).user()))
                                        || grant.grantee().equals(new Grantee.EveryoneWith(ROLES.get(user)))))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static RunId check(Platform platform, World world, int user, Set<Integer> readable) {
        var caller = caller(user);
        var found = new HashSet<Integer>();
        for (var mode : SearchMode.values()) {
            var result = platform.search.search(caller, new SearchRequest("bees honey", Set.of(), mode, 100));
            assertShows(world, readable, result.toString());
            assertCounts(platform, readable, result);
            IntStream.range(0, world.homes().size())
                    .filter(index -> result.passages().toString().contains(mark(index)))
                    .forEach(found::add);
        }
        assertThat(found).as("what is granted is found").isEqualTo(readable);
        assertLists(platform, world, caller, readable);
        assertThat(platform.agents.all(caller).stream()
                        .map(agent -> agent.name().value())
                        .filter(name -> !name.equals("assistant")))
                .containsExactlyInAnyOrderElementsOf(
                        readable.stream().map(SharedIsolationTest::mark).toList());
        assertRefusals(platform, world, caller, readable);
        assertShows(world, readable, tools(platform, caller));

        var asked = platform.chat.ask(caller, new AskRequest("What do bees make?", Set.of()));
        assertShows(world, readable, asked.events().toString());
        assertThat(asked.answer().orElseThrow().citations().isEmpty()).isEqualTo(readable.isEmpty());
        assertShows(world, readable, past(platform, caller, asked.run()));
        return asked.run();
    }

    private static void assertCounts(Platform platform, Set<Integer> readable, SearchResult result) {
        var ids = readable.stream()
                .flatMap(index ->
                        platform
                                .documentPorts
                                .documents()
                                .inCollection(collection(platform, index).id())
                                .stream())
                .map(Document::id)
                .collect(Collectors.toSet());
        assertThat(result.documents().keySet()).isSubsetOf(ids);
        assertThat(result.explanation().stages()).allSatisfy(stage -> {
            assertThat(stage.candidates()).isLessThanOrEqualTo(ids.size());
            assertThat(stage.top())
                    .allMatch(ranked -> ids.contains(ranked.chunk().document()));
        });
    }

    private static void assertLists(Platform platform, World world, Caller caller, Set<Integer> readable) {
        assertThat(platform.documents.collections(caller).stream().map(DocumentCollection::name))
                .containsExactlyInAnyOrderElementsOf(
                        readable.stream().map(SharedIsolationTest::mark).toList());
        for (var index : readable) {
            assertThat(platform.documents.documents(caller, mark(index)))
                    .hasSize(world.homes().get(index).files());
        }
    }

    /** What may not be seen is told of in the words for what is not there. */
    private static void assertRefusals(Platform platform, World world, Caller caller, Set<Integer> readable) {
        for (var index = 0; index < world.homes().size(); index++) {
            if (readable.contains(index)) continue;
            var name = mark(index);
            assertSame(other -> platform.documents.collection(caller, other), name);
            assertSame(other -> platform.documents.documents(caller, other), name);
            assertSame(
                    other -> platform.search.search(
                            caller, new SearchRequest("bees", Set.of(other), SearchMode.HYBRID, 9)),
                    name);
            assertSame(other -> platform.chat.ask(caller, new AskRequest("Bees?", Set.of(other))), name);
            assertSame(other -> platform.agentService.agent(caller, new AgentName(other)), name);
            for (var document : platform.documentPorts
                    .documents()
                    .inCollection(collection(platform, index).id())) {
                assertThat(refusal(() -> platform.documents.chunks(caller, document.id())))
                        .contains("document_not_found");
            }
        }
    }

    private interface Use {
        Object of(String name);
    }

    private static void assertSame(Use use, String name) {
        var hidden = refusal(() -> use.of(name));
        assertThat(hidden)
                .isPresent()
                .isEqualTo(refusal(() -> use.of("nowhere")).map(text -> text.replace("nowhere", name)));
    }

    private static Optional<String> refusal(Runnable use) {
        try {
            use.run();
            return Optional.empty();
        } catch (AgentFailure failure) {
            return Optional.of(
                    failure instanceof NotFound missing && missing.code().equals("document_not_found")
                            ? missing.code()
                            : failure.code() + ": " + failure.getMessage());
        }
    }

    /** What tools say to a model that asks for all collections there are. */
    private static String tools(Platform platform, Caller caller) {
        var tools = new DocumentTools(platform.scopes, platform.search, platform.documentPorts.documents());
        var all = platform.documentPorts.collections().all().stream()
                .map(DocumentCollection::id)
                .collect(Collectors.toSet());
        var said = new ArrayList<Object>();
        said.add(tools.call(new ToolInvocation(caller, "k", "list_documents", Json.object(), all)));
        said.add(tools.call(
                new ToolInvocation(caller, "k", "search_passages", Json.object().with("query", Json.of("bees")), all)));
        for (var index = 0; index < 4; index++) {
            var arguments = Json.object().with("document", Json.of(mark(index) + "0.md"));
            var outcome = tools.call(new ToolInvocation(caller, "k", "read_document", arguments, all));
            // The name that was asked for is said again where there is none.
            said.add(outcome.toString()
                    .replace("There is no document named " + mark(index) + "0.md; list_documents lists", ""));
        }
        return said.toString();
    }

    /** What can be read afterwards of what was asked before. */
    private static String past(Platform platform, Caller caller, RunId run) {
        var shown = new ArrayList<Object>();
        shown.add(platform.runs.events(caller, run));
        platform.runs.follow(caller, run, StreamPosition.START, new Follower(shown));
        platform.runs.follow(caller, run, new StreamPosition(5, 0), new Follower(shown));
        var conversation = platform.runs.find(caller, run).conversation();
        shown.add(platform.conversations.export(caller, conversation));
        shown.add(platform.conversations.messages(caller, conversation));
        return shown.toString();
    }

    private record Follower(List<Object> shown) implements RunFollower {
        @Override
        public void event(RecordedEvent event) {
            shown.add(event);
        }

        @Override
        public void text(StreamPosition at, String text) {
            shown.add(text);
        }

        @Override
        public void idle() {}
    }

    private static void assertShows(World world, Set<Integer> readable, String shown) {
        for (var index = 0; index < world.homes().size(); index++) {
            if (!readable.contains(index)) assertThat(shown).doesNotContain(mark(index));
        }
    }

    private static DocumentCollection collection(Platform platform, int index) {
        return platform.documentPorts.collections().all().stream()
                .filter(each -> each.name().equals(mark(index)))
                .findAny()
                .orElseThrow();
    }

    private static String mark(int index) {
        return "mark" + "abcd".charAt(index) + "word";
    }

    private static Caller caller(int user) {
        var role = ROLES.get(user);
        return new Caller(new UserId("user-" + user), Set.of(role), Optional.empty());
    }
}
