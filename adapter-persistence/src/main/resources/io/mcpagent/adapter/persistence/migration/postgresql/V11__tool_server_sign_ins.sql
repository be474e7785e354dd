-- Users' sign-ins with tool servers, sealed; leased_until is null unless somebody is renewing the tokens.

CREATE TABLE tool_server_sign_ins (
    server       TEXT    NOT NULL,
    user_id      TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    version      BIGINT  NOT NULL,
    leased_until BIGINT,
    PRIMARY KEY (server, user_id)
);

-- Those that a browser was sent away with; state is the hash of what comes back with it.

CREATE TABLE pending_tool_server_sign_ins (
    state      TEXT    NOT NULL PRIMARY KEY,
    server     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE INDEX pending_tool_server_sign_ins_expires_at ON pending_tool_server_sign_ins (expires_at);
