package io.mcpagent.application.access;

import static io.mcpagent.application.Platform.BOB;
import static io.mcpagent.application.access.AuditScene.BOBS_NAME;
import static io.mcpagent.application.access.AuditScene.WORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.access.AuditedChanges.Change;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.access.AuditOutcome;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each use case leaves in the audit log; a new one has to say what that is. */
class EveryChangeIsAuditedTest {
    /** What changes nothing that is anybody's; questions are told by the log of their run. */
    private static final Set<String> LEAVE_NONE = Set.of(
            "AgentGrantService.grants",
            "AgentService.agent",
            "AgentService.agents",
            "AgentService.require",
            "AgentService.unusable",
            "ApiKeyService.keys",
            "AuditService.export",
            "AuditService.requireReads",
            "AuditService.search",
            "AuditService.verify",
            "ChatService.ask",
            "ChatService.await",
            "ChatService.begin",
            "CollectionGrantService.grants",
            "ConversationService.conversations",
            "ConversationService.export",
            "ConversationService.find",
            "ConversationService.messages",
            "DocumentService.checkUpload",
            "DocumentService.chunks",
            "DocumentService.collection",
            "DocumentService.collections",
            "DocumentService.content",
            "DocumentService.document",
            "DocumentService.documents",
            "DocumentService.follow",
            "DocumentService.ingestInBackground",
            "EvaluationService.evaluate",
            "ExternalLoginService.begin",
            "InboxService.find",
            "InboxService.waiting",
            "LoginService.refresh",
            "RunService.events",
            "RunService.find",
            "RunService.follow",
            "RunService.readable",
            "RunService.runs",
            "SearchService.passagesFor",
            "SearchService.rank",
            "SearchService.search",
            "ToolPinService.pins",
            "ToolServerService.server",
            "ToolServerService.servers",
            "ToolServerService.states",
            "ToolService.tools",
            "ToolSignInService.begin",
            "UserService.me",
            "UserService.named",
            "UserService.user",
            "UserService.users");

    static Stream<Change<?>> changes() {
        return AuditedChanges.all();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachLeavesItsEntriesWithIdsAndWithoutContent(Change<?> change) {
        try (var scene = new AuditScene()) {
            change.run(scene, use -> {
                var before = new LinkedHashSet<>(scene.entries());
                use.run();
                var left = new ArrayList<>(scene.entries());
                left.removeAll(before);
                assertThat(left).extracting(entry -> entry.action().name()).containsExactlyElementsOf(change.leaves());
            });
            assertThat(scene.entries().toString()).doesNotContainIgnoringCase(WORD, "@example.org");
        }
    }

    /** Agents and tools are not part of a transaction. */
    static Stream<Change<?>> inTransactions() {
        return Stream.of(
                        AuditedChanges.ofDocuments(),
                        AuditedChanges.ofSharing(),
                        ToolServerChanges.all(),
                        AuditedChanges.ofRuns())
                .flatMap(Function.identity())
                .filter(change -> !change.useCase().startsWith("AgentService")
                        && !change.useCase().startsWith("ToolService")
                        && !change.useCase().equals("ToolPinService.test"));
    }

    @ParameterizedTest
    @MethodSource("inTransactions")
    void whatFailsLeavesNone(Change<?> change) {
        try (var scene = new AuditScene()) {
            change.run(scene, use -> {
                var before = scene.entries();
                scene.failTransactions();
                AuditedChanges.failing(use);
                assertThat(scene.entries()).isEqualTo(before);
            });
        }
    }

    @Test
    void whatChangesNothingLeavesNone() {
        try (var scene = new AuditScene()) {
            scene.upload("");
            var before = scene.entries();
            scene.upload("");
            scene.platform.sync();
            assertThat(scene.entries()).isEqualTo(before);
        }
    }

    static Stream<Consumer<AuditScene>> denied() {
        return Stream.of(
                scene -> scene.platform.documents.deleteCollection(BOB, WORD),
                scene -> scene.platform.documents.documents(BOB, WORD),
                scene -> scene.platform.collectionGrants.grant(BOB, WORD, BOBS_NAME, GrantLevel.WRITE),
                scene -> scene.platform.collectionGrants.revoke(BOB, WORD, BOBS_NAME),
                scene -> scene.platform.conversations.delete(BOB, scene.session()),
                scene -> scene.platform.inbox.answer(BOB, scene.parked(), AuditedChanges.DONE),
                scene -> scene.platform.chat.ask(BOB, new AskRequest(WORD).in(scene.session())),
                scene -> scene.platform.toolService.call(nobody(), "ping", Json.object()),
                scene -> scene.platform.toolSignIns.finish(nobody(), WORD),
                scene -> scene.platform.toolService.call(BOB, ToolServerChanges.approved(scene), Json.object()),
                scene -> scene.platform.toolServers.add(BOB, List.of(ToolServerChanges.wanted(WORD))),
                scene -> scene.platform.toolPins.test(BOB, ToolServerChanges.NAME),
                scene -> scene.platform.documents.createCollection(nobody(), WORD, Optional.empty()));
    }

    private static Caller nobody() {
        return new Caller(BOB.user(), BOB.roles(), Optional.of(Set.of()));
    }

    /** Some are denied in the middle of a transaction, which ends with it. */
    @ParameterizedTest
    @MethodSource("denied")
    void eachDeniedAttemptLeavesOne(Consumer<AuditScene> attempt) {
        try (var scene = new AuditScene()) {
            AuditedChanges.failing(() -> attempt.accept(scene));
            var trail = new AuditTrail(scene.platform.audit, scene.machine.ids(), scene.machine.time);
            try (var denials = DenialTrail.over(trail, scene.platform.runPorts.transactions(), trouble -> {})) {
                scene.platform.denials.forEach(denials);
            }
            assertThat(scene.entries())
                    .filteredOn(entry -> entry.outcome() == AuditOutcome.DENIED)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.action()).isEqualTo(Audited.ACCESS_DENIED);
                        assertThat(entry.actor().user()).contains(BOB.user());
                        assertThat(entry.resource()).isPresent();
                    });
            assertThat(scene.entries().toString()).doesNotContainIgnoringCase(WORD);
        }
    }

    @Test
    void eachUseCaseSaysWhatItLeaves() throws Exception {
        var told = new LinkedHashSet<>(LEAVE_NONE);
        changes().map(Change::useCase).forEach(told::add);

        assertThat(useCases()).hasSizeGreaterThan(60).containsExactlyInAnyOrderElementsOf(told);
    }

    private static Set<String> useCases() throws IOException, URISyntaxException, ClassNotFoundException {
        var classes = Path.of(DocumentService.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var found = new LinkedHashSet<String>();
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(file -> file.toString().endsWith("Service.class"))
                    .toList()) {
                var name = classes.relativize(file).toString().replace('/', '.').replace(".class", "");
                Stream.of(Class.forName(name).getDeclaredMethods())
                        .filter(EveryChangeIsAuditedTest::isUseCase)
                        .forEach(method ->
                                found.add(method.getDeclaringClass().getSimpleName() + "." + method.getName()));
            }
        }
        return found;
    }

    private static boolean isUseCase(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic();
    }
}
