-- Users' sign-ins with tool servers, sealed; leased_until is null unless somebody is renewing the tokens.

CREATE TABLE tool_server_sign_ins (
    server       TEXT    NOT NULL,
    user_id      TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    leased_until INTEGER,
    PRIMARY KEY (server, user_id)
) STRICT, WITHOUT ROWID;

-- Those that a browser was sent away with; state is the hash of what comes back with it.

CREATE TABLE pending_tool_server_sign_ins (
    state      TEXT    NOT NULL PRIMARY KEY,
    server     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX pending_tool_server_sign_ins_expires_at ON pending_tool_server_sign_ins (expires_at);
