package io.mcpagent.application.document;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Counter;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
    private final Machine machine = new Machine();
    private final Counter calls = new Counter();
    private final Platform platform = machine.start(ScriptedLlm.silent(), calls);
    private final DocumentService documents = platform.documents;

    @BeforeEach
    void makeCollection() {
        documents.createCollection(ADA, "papers", Optional.empty());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aCollectionForUploadsFollowsNoFolder() {
        var german = documents.createCollection(ADA, "Akten", Optional.of(new Language("de")));

        assertThat(german.root()).isEmpty();
        assertThat(german.language()).isEqualTo(new Language("de"));
        assertThat(documents.collection(ADA, "papers").language()).isEqualTo(Language.ENGLISH);
        assertThat(documents.collections(ADA)).contains(german);
        assertThat(documents.collections(BOB)).isEmpty();
    }

    @Test
    void refusesACollectionsNameThatIsTakenByWhomever() {
        assertFails("collection_name_taken", () -> documents.createCollection(ADA, "papers", Optional.empty()));
        assertFails("collection_name_taken", () -> documents.createCollection(BOB, "papers", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " a", ".", "..", "a\\b", "a\n", "a\u0000b", "\u202Egpj.exe", "\uD800"})
    void refusesACollectionsNameThatNobodyCanType(String name) {
        assertFails("collection_name_invalid", () -> documents.createCollection(ADA, name, Optional.empty()));
    }

    @Test
    void anUploadIsQueuedAndItsBytesAreKept() throws IOException {
        var document = upload("guides/bees.md", "Bees make honey.");

        assertThat(document.ingestion()).isEqualTo(new Ingestion.Queued());
        assertThat(document.contentHash()).contains(TextHash.of("Bees make honey."));
        assertThat(document.stamp().size()).isEqualTo(16);
        assertThat(documents.document(ADA, document.id())).isEqualTo(document);
        assertThat(documents.documents(ADA, "papers")).containsExactly(document);
        try (var content = documents.content(ADA, document.id())) {
            assertThat(content.size()).isEqualTo(16);
            assertThat(content.bytes().readAllBytes()).isEqualTo("Bees make honey.".getBytes(UTF_8));
        }
    }

    @Test
    void theSameUploadAgainIsTheSameDocument() {
        var first = upload("bees.md", "Bees make honey.");

        assertThat(upload("bees.md", "Bees make honey.")).isEqualTo(first);
        assertThat(documents.documents(ADA, "papers")).containsExactly(first);
        assertThat(calls.of("enqueue")).isEqualTo(1);
    }

    @Test
    void otherBytesUnderTheSameNameReplaceTheDocument() {
        var first = upload("bees.md", "Bees make honey.");

        var second = upload("bees.md", "Bees make wax.");

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.contentHash()).contains(TextHash.of("Bees make wax."));
        assertThat(documents.documents(ADA, "papers")).containsExactly(second);
        assertThat(machine.uploads.stored()).containsExactly(TextHash.of("Bees make wax."));
    }

    @Test
    void bytesStayAsLongAsAnyDocumentRefersToThem() {
        documents.createCollection(BOB, "bobs", Optional.empty());
        var one = upload("one.md", "Bees make honey.");
        var two = upload("two.md", "Bees make honey.");
        var bobs = documents.upload(BOB, "bobs", "one.md", stream("Bees make honey."));
        assertThat(machine.uploads.stored()).hasSize(1);

        documents.delete(ADA, one.id());
        upload("two.md", "Bees make wax.");
        assertThat(machine.uploads.stored()).hasSize(2);
        documents.deleteCollection(ADA, "papers");
        assertThat(machine.uploads.stored()).containsExactly(bobs.contentHash().orElseThrow());
        documents.deleteDocument(BOB, "bobs", "one.md");

        assertThat(machine.uploads.stored()).isEmpty();
        assertFails("document_not_found", () -> documents.document(ADA, two.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/etc/passwd",
                "../x.md",
                "a/../../x.md",
                "a/..",
                ".",
                "a/./b",
                "a//b",
                "a/",
                "a\\b",
                "..\\x",
                "a\u0000.md",
                "a\n.md",
                "a\u007F",
                "\u202Efdp.exe",
                "a\u2028b",
                "\uD83D.md",
                " a.md",
                "a.md "
            })
    void refusesNamesThatAreTricks(String name) {
        assertFails("document_name_invalid", () -> upload(name, "Bees make honey."));
        assertThat(machine.uploads.stored()).isEmpty();
        assertThat(calls.of("receive")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b.md", ".hidden", "...", "a..b", "C:notes", "Grüße/\uD83D\uDE00 v2 (final).pdf"})
    void takesNamesThatPeopleGive(String name) {
        assertThat(upload(name, "Bees make honey.").name()).isEqualTo(name);
    }

    @Test
    void aNameHasAtMost255Characters() {
        assertThat(upload("x".repeat(255), "Bees.").name()).hasSize(255);
        assertFails("document_name_invalid", () -> upload("x".repeat(256), "Bees."));
    }

    @Test
    void refusesToUploadIntoALinkedCollection() {
        machine.put("bees.md", "Bees make honey.");
        platform.sync();

        assertFails(
                "collection_is_linked", () -> documents.upload(ADA, "notes", "owls.md", stream("Owls hunt at night.")));
        assertFails("collection_is_linked", () -> documents.checkUpload(ADA, "notes"));
        assertFails("collection_not_found", () -> documents.checkUpload(ADA, "nothing"));
        assertThat(machine.uploads.stored()).isEmpty();
        assertThat(platform.known()).containsOnlyKeys("bees.md");
    }

    @Test
    void whatIsTooLargeLeavesNothing() {
        var large = new ByteArrayInputStream(new byte[(1 << 20) + 1]);

        assertFails("file_too_large", () -> documents.upload(ADA, "papers", "large.bin", large));
        assertNothingIsThere();
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesNoBytes() {
        calls.failAt("enqueue", 1, () -> new UpstreamFailure("disk_full", "The disk is full.", false));

        assertFails("disk_full", () -> upload("bees.md", "Bees make honey."));
        assertNothingIsThere();
        assertThat(upload("bees.md", "Bees make honey.").generation()).isEqualTo(1);
    }

    @Test
    void aFailedReplacementLeavesTheDocumentAsItWas() {
        var first = upload("bees.md", "Bees make honey.");
        calls.failAt("enqueue", 2, () -> new UpstreamFailure("disk_full", "The disk is full.", false));

        assertFails("disk_full", () -> upload("bees.md", "Bees make wax."));

        assertThat(documents.document(ADA, first.id())).isEqualTo(first);
        assertThat(machine.uploads.stored()).containsExactly(TextHash.of("Bees make honey."));
    }

    @Test
    void uploadsOfOneNameAtOnceMakeOneDocument() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new HashSet<Document>();
            var running = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> upload("bees.md", "Bees make honey, number " + i % 10)))
                    .toList();
            for (var each : running) all.add(each.get());

            assertThat(all.stream().map(Document::id))
                    .containsOnly(all.iterator().next().id());
        }
        var left = documents.documents(ADA, "papers");
        assertThat(left).hasSize(1);
        assertThat(machine.uploads.stored())
                .containsExactly(left.getFirst().contentHash().orElseThrow());
    }

    @Test
    void somebodyElsesDocumentsAreNotFound() {
        var document = upload("bees.md", "Bees make honey.");

        for (var call : List.<ThrowingCallable>of(
                () -> documents.document(BOB, document.id()),
                () -> documents.chunks(BOB, document.id()),
                () -> documents.content(BOB, document.id()),
                () -> documents.retry(BOB, document.id()),
                () -> documents.follow(BOB, document.id(), change -> {}),
                () -> documents.delete(BOB, document.id()))) assertFails("document_not_found", call);
        for (var call : List.<ThrowingCallable>of(
                () -> documents.collection(BOB, "papers"),
                () -> documents.documents(BOB, "papers"),
                () -> documents.upload(BOB, "papers", "bees.md", stream("Bees make wax.")),
                () -> documents.deleteDocument(BOB, "papers", "bees.md"),
                () -> documents.deleteCollection(BOB, "papers"))) assertFails("collection_not_found", call);
        assertThat(documents.documents(ADA, "papers")).containsExactly(document);
        assertThat(machine.uploads.stored()).hasSize(1);
    }

    private void assertNothingIsThere() {
        assertThat(documents.documents(ADA, "papers")).isEmpty();
        assertThat(machine.uploads.stored()).isEmpty();
    }

    private Document upload(String name, String text) {
        return documents.upload(ADA, "papers", name, stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static void assertFails(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
