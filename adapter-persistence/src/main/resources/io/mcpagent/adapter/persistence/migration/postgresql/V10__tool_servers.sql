-- Which tool servers there are, and which definitions of their tools people have approved. Addresses hold secrets, which are
-- sealed. A pin is named as agents name its tool.

CREATE TABLE tool_servers (
    name        TEXT    NOT NULL PRIMARY KEY,
    address     TEXT    NOT NULL,
    enabled     BIGINT NOT NULL,
    trusted     BIGINT NOT NULL,
    permissions TEXT    NOT NULL,
    roots       TEXT    NOT NULL,
    timeout_ms  BIGINT NOT NULL,
    version     BIGINT NOT NULL
);

CREATE TABLE tool_pins (
    name                  TEXT    NOT NULL PRIMARY KEY,
    server                TEXT    NOT NULL,
    state                 TEXT    NOT NULL,
    approved              TEXT,
    newest                TEXT    NOT NULL,
    newest_hash           TEXT    NOT NULL,
    decided_by            TEXT,
    decided_at            BIGINT,
    annotations_confirmed BIGINT NOT NULL,
    version               BIGINT NOT NULL
);

CREATE INDEX tool_pins_server ON tool_pins (server);
