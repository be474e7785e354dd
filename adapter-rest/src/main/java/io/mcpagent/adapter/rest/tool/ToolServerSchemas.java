package io.mcpagent.adapter.rest.tool;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolFlag;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerState;

/** Tool servers and pins as {@code ToolServerJson} and {@code ToolPinJson} write them, and what makes them. */
final class ToolServerSchemas {
    static final int LEAST_MILLIS = 1_000;
    static final int MOST_MILLIS = 3_600_000;

    private static final String HASH = "[0-9a-f]{64}";
    private static final String NAME = "[a-z0-9-]{1,32}";
    private static final Schema TEXTS = Schema.listOf(Schema.text());
    private static final Schema FILLED = Schema.listOf(Schema.filled());
    private static final Schema MASKED =
            Schema.anyObject().about("Texts by name. A secret is shown as `********`, or with that in its place.");
    private static final Schema PERMISSIONS = Schema.listOf(Schema.words(ToolServer.Permission.class));

    private static final String GRANTS =
            "`authorization_code`, by which a person signs in, or `client_credentials`, by which the client comes as itself.";
    private static final Schema CLIENT = Schema.object()
            .with("client_id", Schema.text())
            .optional("client_secret", Schema.text().about("Shown as `********`."))
            .optional("private_key", Schema.text().about("Shown as `********`."))
            .with("grant", Schema.words(ToolServerClient.Grant.class).about(GRANTS))
            .optional("issuer", Schema.text())
            .with("scopes", TEXTS)
            .named("ToolServerClient");

    static final Schema SERVER = Schema.object()
            .with("name", Schema.text())
            .with("type", Schema.words("stdio", "http"))
            .optional("command", Schema.text())
            .optional("args", TEXTS)
            .optional("env", MASKED)
            .optional("folder", Schema.text())
            .optional("url", Schema.text())
            .optional("headers", MASKED)
            .optional("oauth", CLIENT)
            .with("enabled", Schema.flag())
            .with("trusted", Schema.flag())
            .with("permissions", PERMISSIONS)
            .with("roots", TEXTS)
            .with("timeout_ms", Schema.count())
            .with("version", Schema.count())
            .named("ToolServer");

    static final Schema PAGE = Schema.pageOf(SERVER)
            .with(
                    "states",
                    Schema.listOf(Schema.object()
                                    .with("name", Schema.text())
                                    .with("phase", Schema.words(ToolServerState.Phase.class))
                                    .with("since", Schema.time())
                                    .optional("problem", Schema.text())
                                    .with("log", TEXTS)
                                    .named("ToolServerState"))
                            .about("How those stand that this process has needed so far, on every page."))
            .named("ToolServerPage");

    private static final Schema WANTED_CLIENT = Schema.object()
            .with("client_id", Schema.filled())
            .optional("client_secret", Schema.secret())
            .optional(
                    "private_key",
                    Schema.secret().about("In its place: PKCS #8 in PEM, of P-256, P-384, P-521 or RSA."))
            .optional("grant", Schema.words(ToolServerClient.Grant.class).about(GRANTS))
            .optional(
                    "issuer",
                    Schema.filled()
                            .about("Of the authorization server that alone is shown it; when left out, the one that the"
                                    + " tool server names when it is first used."))
            .optional("scopes", FILLED.about("Asked for in place of those that the tool server lists."))
            .named("NewToolServerClient");

    private static final Schema DEFINING = Schema.object()
            .optional("command", Schema.filled().about("A program of the server's machine; this or `url`."))
            .optional("args", TEXTS)
            .optional("env", Schema.anyObject().about("All variables that the program gets, as texts by name."))
            .optional("folder", Schema.filled().about("Where it is started; in one of its own when left out."))
            .optional("url", Schema.filled().about("A server on the network, over Streamable HTTP or SSE."))
            .optional("headers", Schema.anyObject().about("Texts by name."))
            .optional("oauth", WANTED_CLIENT.about("The client as which its authorization server knows us beforehand."))
            .optional("enabled", Schema.flag())
            .optional("trusted", Schema.flag().about("Whether somebody vouches for what its tools answer."))
            .optional("permissions", PERMISSIONS.about("What it may ask of us; nothing when left out."))
            .optional("roots", FILLED.about("Folders as `file:` URIs, for a server that may ask for `roots`."))
            .optional("timeout_ms", Schema.whole(LEAST_MILLIS, MOST_MILLIS));
    static final Schema DEFINITION = DEFINING.named("ToolServerDefinition");
    static final Schema NEW = DEFINING.with("name", Schema.matching(NAME)).named("NewToolServer");

    static final Schema IMPORT = Schema.object()
            .with("config", Schema.anyObject().about("Another client's file as it is, with `mcpServers` or `servers`."))
            .optional("variables", Schema.anyObject().about("What `${NAME}` stands for in it, as texts by name."))
            .named("ToolServerImport");
    static final Schema IMPORTED = Schema.object()
            .with("data", Schema.listOf(SERVER))
            .with("notes", TEXTS.about("What was changed or left out."))
            .named("ImportedToolServers");

    private static final Schema ANNOTATIONS = Schema.object()
            .optional("title", Schema.text())
            .optional("read_only", Schema.flag())
            .optional("destructive", Schema.flag())
            .optional("idempotent", Schema.flag())
            .optional("open_world", Schema.flag());
    private static final Schema SERVED = Schema.object()
            .with("name", Schema.text())
            .optional("title", Schema.text())
            .with("description", Schema.text())
            .with("input_schema", Schema.anyObject())
            .optional("output_schema", Schema.anyObject())
            .with("annotations", ANNOTATIONS)
            .named("ServedTool");
    private static final Schema FLAG = Schema.object()
            .with("kind", Schema.words(ToolFlag.Kind.class))
            .with("where", Schema.text())
            .with("text", Schema.text())
            .named("ToolFlag");
    private static final Schema CHANGE = Schema.object()
            .with("where", Schema.text())
            .optional("before", Schema.anything())
            .optional("after", Schema.anything())
            .named("ToolChange");
    static final Schema PIN = Schema.object()
            .with("name", Schema.text().about("As agents name it."))
            .with("server", Schema.text())
            .with("state", Schema.words("waiting", "approved", "quarantined", "rejected"))
            .with("hash", Schema.matching(HASH).about("Of `definition`; what is approved is approved by it."))
            .with("definition", SERVED.about("The newest that was seen."))
            .with("flags", Schema.listOf(FLAG).about("What a person should look at in it."))
            .optional("changes", Schema.listOf(CHANGE).about("From what was approved, of one in quarantine."))
            .optional("decided_by", Schema.text())
            .optional("decided_at", Schema.time())
            .optional("annotations_confirmed", Schema.flag())
            .optional("effect", Schema.words(ToolEffect.class))
            .named("ToolPin");
    static final Schema PINS = Schema.object().with("data", Schema.listOf(PIN)).named("ToolPins");
    static final Schema TESTED = Schema.object()
            .with("title", Schema.text())
            .with("server_version", Schema.text())
            .with("protocol", Schema.text())
            .optional("instructions", Schema.text())
            .with("offered", Schema.count())
            .with("unusable", Schema.count())
            .with("missing", TEXTS.about("Tools with a pin that it does not offer now."))
            .with("pins", Schema.listOf(PIN))
            .named("TestedToolServer");

    private static final Schema HASHES =
            Schema.anyObject().about("By name, each with the `hash` of the definition that was looked at.");
    static final Schema APPROVAL = Schema.object()
            .with("tools", HASHES)
            .optional(
                    "confirm_annotations",
                    Schema.flag().about("Whether what the server says its tools do may be relied on."))
            .named("ToolApproval");
    static final Schema REJECTION = Schema.object().with("tools", HASHES).named("ToolRejection");

    private ToolServerSchemas() {}
}
