package io.mcpagent.application.access;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static io.mcpagent.application.access.AuditScene.BOBS_NAME;
import static io.mcpagent.application.access.AuditScene.CLERK;
import static io.mcpagent.application.access.AuditScene.WORD;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One of each change that people can make, and what it leaves in the audit log. */
final class AuditedChanges {
    static final InputAnswer DONE = new InputAnswer.TakeAsDone(WORD);
    private static final URI BACK = URI.create("https://here.example/back");

    private AuditedChanges() {}

    /** @param prepare what has to be there before, as what {@code change} gets */
    record Change<T>(String useCase, List<String> leaves, Function<AuditScene, T> prepare, Step<T> change) {
        void run(AuditScene scene, Consumer<Runnable> around) {
            var thing = prepare.apply(scene);
            around.accept(() -> change.run(scene, thing));
        }

        @Override
        public String toString() {
            return useCase + " leaves " + leaves;
        }
    }

    interface Step<T> {
        void run(AuditScene scene, T thing);
    }

    static Change<Boolean> change(String useCase, String leaves, Consumer<AuditScene> change) {
        return change(useCase, leaves, scene -> true, (scene, nothing) -> change.accept(scene));
    }

    static <T> Change<T> change(String useCase, String leaves, Function<AuditScene, T> prepare, Step<T> change) {
        return new Change<>(useCase, List.of(leaves.split(" ")), prepare, change);
    }

    static Stream<Change<?>> all() {
        return Stream.of(
                        ofDocuments(),
                        ofSharing(),
                        ToolServerChanges.all(),
                        ToolSignInChanges.all(),
                        ofRuns(),
                        ofAccess())
                .flatMap(Function.identity());
    }

    static Stream<Change<?>> ofDocuments() {
        return Stream.of(
                change(
                        "DocumentService.createCollection",
                        "collection.created",
                        scene -> scene.platform.documents.createCollection(ADA, WORD + "s", Optional.empty())),
                change(
                        "DocumentService.deleteCollection",
                        "collection.deleted",
                        scene -> scene.platform.documents.deleteCollection(ADA, WORD)),
                change(
                        "DocumentService.sync",
                        "collection.linked collection.synced",
                        scene -> scene.platform.sync(BOB, Machine.ROOT, false)),
                change(
                        "DocumentService.sync",
                        "collection.synced",
                        scene -> put(scene, "more.md", "another.md"),
                        (scene, put) -> scene.platform.sync()),
                change("DocumentService.upload", "document.uploaded", scene -> scene.upload("")),
                change(
                        "DocumentService.upload",
                        "document.replaced",
                        scene -> scene.upload(""),
                        (scene, before) -> scene.upload("s")),
                change(
                        "DocumentService.retry",
                        "document.retried",
                        AuditScene::failedDocument,
                        (scene, failed) -> scene.platform.documents.retry(ADA, failed.id())),
                change(
                        "DocumentService.delete",
                        "document.deleted",
                        scene -> scene.upload(""),
                        (scene, there) -> scene.platform.documents.delete(ADA, there.id())),
                change(
                        "DocumentService.deleteDocument",
                        "document.deleted",
                        scene -> scene.upload(""),
                        (scene, it) -> scene.platform.documents.deleteDocument(ADA, WORD, WORD + ".md")));
    }

    private static boolean put(AuditScene scene, String... names) {
        for (var name : names) scene.machine.put(name, WORD);
        return true;
    }

    static Stream<Change<?>> ofSharing() {
        return Stream.of(
                change(
                        "CollectionGrantService.grant",
                        "grant.read_given grant.read_given",
                        scene -> scene.platform.collectionGrants.grant(ADA, WORD, BOBS_NAME, GrantLevel.READ)),
                change(
                        "CollectionGrantService.grant",
                        "grant.write_given grant.write_given",
                        scene -> scene.platform.collectionGrants.grant(ADA, WORD, "viewer", GrantLevel.WRITE)),
                change(
                        "CollectionGrantService.revoke",
                        "grant.revoked grant.revoked",
                        scene -> scene.platform.collectionGrants.grant(ADA, WORD, BOBS_NAME, GrantLevel.READ),
                        (scene, grant) -> scene.platform.collectionGrants.revoke(ADA, WORD, BOBS_NAME)),
                change(
                        "AgentService.add",
                        "agent.defined",
                        scene -> scene.platform.agentService.add(ADA, scene.clerk())),
                change(
                        "AgentService.put",
                        "agent.defined",
                        scene -> scene.platform.agentService.put(ADA, scene.clerk(), Optional.empty())),
                change(
                        "AgentService.put",
                        "agent.changed",
                        AuditedChanges::defined,
                        (scene, agent) -> scene.platform.agentService.put(ADA, scene.clerk(), Optional.empty())),
                change(
                        "AgentService.remove",
                        "agent.removed",
                        AuditedChanges::defined,
                        (scene, agent) -> scene.platform.agentService.remove(ADA, CLERK)),
                change(
                        "AgentGrantService.grant",
                        "grant.read_given grant.read_given",
                        AuditedChanges::defined,
                        (scene, agent) -> scene.platform.agentGrants.grant(ADA, CLERK, BOBS_NAME, GrantLevel.READ)),
                change(
                        "AgentGrantService.revoke",
                        "grant.revoked grant.revoked",
                        scene -> {
                            defined(scene);
                            return scene.platform.agentGrants.grant(ADA, CLERK, BOBS_NAME, GrantLevel.READ);
                        },
                        (scene, grant) -> scene.platform.agentGrants.revoke(ADA, CLERK, BOBS_NAME)),
                change(
                        "ToolService.call",
                        "tool.called",
                        scene -> scene.platform.toolService.call(ADA, "ping", Json.object())));
    }

    private static boolean defined(AuditScene scene) {
        scene.platform.agentService.add(ADA, scene.clerk());
        return true;
    }

    static Stream<Change<?>> ofRuns() {
        return Stream.of(
                change(
                        "ConversationService.rename",
                        "session.renamed",
                        AuditScene::session,
                        (scene, id) -> scene.platform.conversations.rename(ADA, id, WORD)),
                change(
                        "ConversationService.fork",
                        "session.forked",
                        AuditScene::session,
                        (scene, id) -> scene.platform.conversations.fork(ADA, id, Optional.empty())),
                change(
                        "ConversationService.delete",
                        "session.deleted",
                        AuditScene::session,
                        (scene, id) -> scene.platform.conversations.delete(ADA, id)),
                change(
                        "InboxService.answer",
                        "run.answered",
                        AuditScene::parked,
                        (scene, id) -> scene.platform.inbox.answer(ADA, id, DONE)),
                change(
                        "InboxService.accept",
                        "run.answered",
                        AuditScene::parked,
                        (scene, id) -> scene.platform.inbox.accept(ADA, id, DONE)),
                change(
                        "RunService.cancel",
                        "run.cancelled",
                        scene -> scene.platform.inbox.find(ADA, scene.parked()).run(),
                        (scene, run) -> scene.platform.runs.cancel(ADA, run)));
    }

    static Stream<Change<?>> ofAccess() {
        var bea = new NewUser("bea@example.org", WORD, Set.of(Role.EDITOR));
        var key = new NewApiKey(WORD, Set.of(Permission.READ), Optional.empty());
        return Stream.of(
                change(
                        "UserService.create",
                        "user.created",
                        AuditedChanges::admin,
                        (scene, ada) -> scene.house.users.create(ada, bea, House.PASSWORD)),
                change(
                        "UserService.invite",
                        "user.invited",
                        AuditedChanges::admin,
                        (scene, ada) -> scene.house.users.invite(ada, bea)),
                change(
                        "UserService.disable",
                        "user.disabled",
                        AuditedChanges::bea,
                        (scene, user) -> scene.house.users.disable(Caller.LOCAL_OWNER, user.id())),
                change(
                        "UserService.reset",
                        "user.reset",
                        AuditedChanges::bea,
                        (scene, user) -> scene.house.users.reset(Caller.LOCAL_OWNER, user.id())),
                change(
                        "UserService.changeRoles",
                        "user.roles_changed",
                        AuditedChanges::bea,
                        (scene, user) ->
                                scene.house.users.changeRoles(Caller.LOCAL_OWNER, user.id(), Set.of(Role.VIEWER))),
                change(
                        "ApiKeyService.create",
                        "api_key.created",
                        AuditedChanges::admin,
                        (scene, ada) -> scene.house.keys.create(ada, ada.user(), key)),
                change(
                        "ApiKeyService.revoke",
                        "api_key.revoked",
                        scene -> scene.house
                                .keys
                                .create(admin(scene), Caller.LOCAL_OWNER.user(), key)
                                .key(),
                        (scene, it) -> scene.house.keys.revoke(Caller.LOCAL_OWNER, it.owner(), it.id())),
                change(
                        "LoginService.login",
                        "login.succeeded",
                        AuditedChanges::bea,
                        (scene, user) -> scene.house.login("bea")),
                change(
                        "LoginService.login",
                        "login.failed",
                        AuditedChanges::bea,
                        (scene, user) -> failing(() -> scene.house.login("bea", new Password(WORD + WORD)))),
                change(
                        "LoginService.logout",
                        "login.ended",
                        AuditedChanges::signedIn,
                        (scene, in) -> scene.house.logins.logout(in.refreshToken())),
                change(
                        "LoginService.logoutEverywhere",
                        "user.signed_out",
                        AuditedChanges::bea,
                        (scene, user) -> scene.house.logins.logoutEverywhere(House.caller(user))),
                change(
                        "LoginService.accept",
                        "invitation.accepted login.succeeded",
                        scene -> scene.house.users.invite(admin(scene), bea).code(),
                        (scene, code) -> scene.house.logins.accept(code, House.PASSWORD)),
                change(
                        "ExternalLoginService.finish",
                        "user.created login.succeeded",
                        AuditedChanges::admin,
                        (scene, ada) -> external(scene)));
    }

    private static Caller admin(AuditScene scene) {
        return House.caller(scene.house.admin());
    }

    private static User bea(AuditScene scene) {
        scene.house.admin();
        return scene.house.add("bea", Role.EDITOR);
    }

    private static SignedIn signedIn(AuditScene scene) {
        bea(scene);
        return scene.house.login("bea");
    }

    private static void external(AuditScene scene) {
        var service = new ExternalLoginService(scene.house.ports, scene.house.sources, scene.house.trail);
        var begun = service.begin(BACK);
        service.finish(BACK, scene.house.provider.signIn("cid+editors", begun.at()), begun.pending());
    }

    static void failing(Runnable use) {
        assertThatThrownBy(use::run).isInstanceOf(RuntimeException.class);
    }
}
