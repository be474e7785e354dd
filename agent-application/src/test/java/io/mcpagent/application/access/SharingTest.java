package io.mcpagent.application.access;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.ConversationMarkdown;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final String BOBS_NAME = "bob@example.org";
    private static final Caller CID = new Caller(new UserId("cid"), Set.of(Role.ADMIN), Optional.empty());
    private static final Caller VIEWER = new Caller(new UserId("bob"), Set.of(Role.VIEWER), Optional.empty());

    private final Machine machine = new Machine();
    private final Platform platform = machine.start(ScriptedLlm.answering(request -> "Bees do. [1]"));

    @BeforeEach
    void fill() {
        for (var name : new String[] {"ada", "bob", "cid"}) {
            platform.users.save(new User(
                    new UserId(name),
                    new LoginName(name + "@example.org"),
                    name,
                    name.equals("cid") ? Set.of(Role.ADMIN) : Set.of(Role.EDITOR),
                    new UserState.Active(new PasswordHash("x")),
                    0,
                    Instant.EPOCH,
                    0));
        }
        machine.put("bees.md", "Bees make honey.");
        platform.sync();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void whatIsSharedIsFoundListedAndRead() {
        assertThat(search(BOB)).isEmpty();

        platform.collectionGrants.grant(ADA, "notes", BOBS_NAME, GrantLevel.READ);

        assertThat(search(BOB)).containsExactly("Bees make honey.");
        assertThat(platform.documents.collections(BOB)).hasSize(1);
        assertThat(platform.documents.documents(BOB, "notes")).hasSize(1);
        assertThat(platform.documents.chunks(BOB, bees().id())).hasSize(1);
        assertThat(search(CID)).isEmpty();
        assertThat(platform.collectionGrants.grants(ADA, "notes"))
                .containsExactly(new Share(BOBS_NAME, GrantLevel.READ));
        assertThat(platform.denials).isEmpty();
    }

    @Test
    void aRoleIsGrantedToWhoeverHasIt() {
        platform.collectionGrants.grant(ADA, "notes", "viewer", GrantLevel.READ);

        assertThat(search(VIEWER)).hasSize(1);
        assertThat(search(BOB)).isEmpty();
    }

    @Test
    void whatIsRevokedIsGoneWithTheNextLook() {
        platform.collectionGrants.grant(ADA, "notes", BOBS_NAME, GrantLevel.WRITE);
        var asked = platform.chat.ask(BOB, new AskRequest("What do bees make?", Set.of()));
        assertThat(platform.runs.events(BOB, asked.run()).toString()).contains("honey", "bees.md");

        platform.collectionGrants.revoke(ADA, "notes", BOBS_NAME);

        assertThat(search(BOB)).isEmpty();
        var events = platform.runs.events(BOB, asked.run());
        assertThat(events.toString()).doesNotContain("honey", "bees.md");
        assertThat(events).hasSameSizeAs(asked.events());
        var export = platform.conversations.export(BOB, asked.conversation());
        assertThat(export.toString()).doesNotContain("honey", "bees.md");
        assertThat(ConversationMarkdown.of(export)).contains("[1] can't be read any more");
        assertNotFound(() -> platform.documents.document(BOB, bees().id()));
        assertNotFound(() -> platform.documents.chunks(BOB, bees().id()));
        assertNotFound(() -> platform.documents.content(BOB, bees().id()));
    }

    @Test
    void aCallerIsToldOfWhatIsAnothersAsOfWhatIsNotThere() {
        assertThat(said(() -> platform.documents.collection(BOB, "notes")))
                .isEqualTo(
                        said(() -> platform.documents.collection(BOB, "votes")).replace("votes", "notes"));
        assertThat(said(() -> platform.search.search(BOB, request("notes"))))
                .isEqualTo(said(() -> platform.search.search(BOB, request("votes")))
                        .replace("votes", "notes"));
        assertThat(said(() -> platform.collectionGrants.grant(BOB, "notes", BOBS_NAME, GrantLevel.READ)))
                .isEqualTo(said(() -> platform.collectionGrants.grant(BOB, "votes", BOBS_NAME, GrantLevel.READ))
                        .replace("votes", "notes"));
    }

    @Test
    void eachDenialIsToldOnceWithWhoWhatAndWhy() {
        assertNotFound(() -> platform.documents.collection(BOB, "notes"));

        var id = platform.documents.collection(ADA, "notes").id().value().toString();
        assertThat(platform.denials)
                .containsExactly(new Denial(
                        BOB,
                        Permission.READ,
                        Optional.of(new ResourceId(ResourceId.Kind.COLLECTION, id)),
                        "it belongs to somebody else, and is not granted"));
        assertForbidden("permission_missing", () -> platform.documents.deleteCollection(VIEWER, "notes"));
        assertThat(platform.denials)
                .hasSize(2)
                .last()
                .satisfies(
                        denial -> assertThat(denial.reason()).isEqualTo("the roles [VIEWER] have no permission WRITE"));
    }

    @Test
    void whoMayReadChangesNothing() {
        platform.collectionGrants.grant(ADA, "notes", BOBS_NAME, GrantLevel.READ);

        assertForbidden("grant_missing", () -> platform.documents.delete(BOB, bees().id()));
        assertForbidden("grant_missing", () -> upload(BOB));
        assertForbidden("grant_missing", () -> platform.documents.deleteCollection(BOB, "notes"));
        assertForbidden("grant_missing", () -> platform.collectionGrants.grants(BOB, "notes"));
        assertForbidden(
                "grant_missing", () -> platform.collectionGrants.grant(BOB, "notes", "editor", GrantLevel.READ));
    }

    @Test
    void whoMayWritePutsDocumentsInAndTakesThemOutAndNoMore() {
        platform.documents.createCollection(ADA, "inbox", Optional.empty());
        platform.collectionGrants.grant(ADA, "inbox", "editor", GrantLevel.WRITE);

        var uploaded = upload(BOB);
        assertThat(platform.documents.documents(ADA, "inbox")).containsExactly(uploaded);
        platform.documents.delete(BOB, uploaded.id());
        assertThat(platform.documents.documents(ADA, "inbox")).isEmpty();

        assertForbidden("grant_missing", () -> platform.documents.deleteCollection(BOB, "inbox"));
        assertForbidden("grant_missing", () -> platform.collectionGrants.revoke(BOB, "inbox", "editor"));
        var viewer = new Caller(BOB.user(), Set.of(Role.EDITOR), Optional.of(Set.of(Permission.READ)));
        assertForbidden("permission_missing", () -> upload(viewer));
    }

    @Test
    void grantsGoWithTheirCollection() {
        platform.collectionGrants.grant(ADA, "notes", BOBS_NAME, GrantLevel.READ);
        var id = platform.documents.collection(ADA, "notes").resource().id();

        platform.documents.deleteCollection(ADA, "notes");

        assertThat(platform.grants.on(id)).isEmpty();
    }

    @Test
    void aGranteeIsAUserOrARoleThatThereIs() {
        assertNotFound(() -> grant("nobody@example.org"));
        for (var wrong : new String[] {"owner", "@", "a@b@c", " ", "user:bob"})
            assertThatThrownBy(() -> grant(wrong)).isInstanceOf(InvalidRequest.class);
        assertNotFound(() -> platform.collectionGrants.revoke(ADA, "notes", BOBS_NAME));
        grant(" Viewer ");
        grant("BOB@example.org");
        assertThat(platform.collectionGrants.grants(ADA, "notes"))
                .extracting(Share::grantee)
                .containsExactly("viewer", BOBS_NAME);
    }

    @Test
    void aStreamOfADocumentEndsWhenItMayNoLongerBeRead() {
        platform.documents.createCollection(ADA, "inbox", Optional.empty());
        platform.collectionGrants.grant(ADA, "inbox", "editor", GrantLevel.READ);
        var document = upload(ADA);
        var states = new ArrayList<Document>();

        platform.documents.follow(BOB, document.id(), now -> {
            states.add(now);
            platform.collectionGrants.revoke(ADA, "inbox", "editor");
        });

        assertThat(states).containsExactly(document);
    }

    /** What everybody owns needs no look at the grants; what others own needs one, however much it is. */
    @Test
    void aListLooksAtTheGrantsOnceAtMost() {
        var looks = new ArrayList<String>();
        var counted = new Authorization(new CountedGrants(platform.grants, looks), denial -> {});
        for (var name : new String[] {"a", "b", "c"}) platform.documents.createCollection(ADA, name, Optional.empty());
        var all = platform.documentPorts.collections().all();

        assertThat(counted.permitted(ADA, Permission.READ, all, collection -> collection.resource()))
                .hasSize(4);
        assertThat(looks).isEmpty();
        var id = all.getFirst().resource().id();
        platform.grants.save(id, new Grant(new Grantee.OneUser(BOB.user()), GrantLevel.READ));
        assertThat(counted.permitted(BOB, Permission.READ, all, collection -> collection.resource()))
                .hasSize(1);
        assertThat(looks).hasSize(1);
        assertThat(counted.permitted(VIEWER, Permission.WRITE, all, collection -> collection.resource()))
                .isEmpty();
        assertThat(looks).hasSize(1);
    }

    private void grant(String grantee) {
        platform.collectionGrants.grant(ADA, "notes", grantee, GrantLevel.READ);
    }

    private Document upload(Caller caller) {
        var bytes = new ByteArrayInputStream("Wax.".getBytes(StandardCharsets.UTF_8));
        var collection = platform.documents.collections(caller).stream()
                .map(each -> each.name())
                .filter("inbox"::equals)
                .findAny()
                .orElse("notes");
        return platform.documents.upload(caller, collection, "wax.md", bytes);
    }

    private Document bees() {
        return platform.document("bees.md");
    }

    private List<String> search(Caller caller) {
        return platform
                .search
                .search(caller, new SearchRequest("bees", Set.of(), SearchMode.KEYWORD, 9))
                .passages()
                .stream()
                .map(passage -> passage.text())
                .toList();
    }

    private static SearchRequest request(String collection) {
        return new SearchRequest("bees", Set.of(collection), SearchMode.HYBRID, 9);
    }

    private static String said(ThrowingCallable use) {
        var thrown = catchThrowable(use);
        return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    private static void assertNotFound(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(NotFound.class);
    }

    private static void assertForbidden(String code, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        Forbidden.class, denied -> assertThat(denied.code()).isEqualTo(code));
    }
}
