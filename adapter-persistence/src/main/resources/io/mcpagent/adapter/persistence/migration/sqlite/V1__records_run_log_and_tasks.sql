-- Ids are text, times are microseconds since 1970-01-01T00:00:00Z.

CREATE TABLE collections (
    id         TEXT    NOT NULL PRIMARY KEY,
    owner      TEXT    NOT NULL,
    name       TEXT    NOT NULL UNIQUE,
    root       TEXT,
    language   TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    id            TEXT    NOT NULL PRIMARY KEY,
    collection_id TEXT    NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    name          TEXT    NOT NULL,
    size          INTEGER NOT NULL,
    modified_at   INTEGER NOT NULL,
    generation    INTEGER NOT NULL,
    content_hash  TEXT,
    state         TEXT    NOT NULL,
    chunks        INTEGER,
    stage         TEXT,
    reason        TEXT,
    UNIQUE (collection_id, name)
) STRICT, WITHOUT ROWID;

-- Read whole at each start, to compare with the index.
CREATE INDEX documents_ready ON documents (id, generation) WHERE state = 'ready';

CREATE TABLE chunks (
    document_id    TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    generation     INTEGER NOT NULL,
    start_offset   INTEGER NOT NULL,
    end_offset     INTEGER NOT NULL,
    location_unit  TEXT    NOT NULL,
    location_first INTEGER NOT NULL,
    location_last  INTEGER NOT NULL,
    headings       TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    text_hash      TEXT    NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT;

CREATE INDEX chunks_text_hash ON chunks (text_hash);

-- A vector is float32 numbers, little-endian.
CREATE TABLE embeddings (
    model     TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    vector    BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)
) STRICT;

CREATE TABLE index_model (
    only_row  INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    name      TEXT    NOT NULL,
    dimension INTEGER NOT NULL
) STRICT;

CREATE TABLE conversations (
    id         TEXT    NOT NULL PRIMARY KEY,
    owner      TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    position        INTEGER NOT NULL PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    conversation_id TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    role            TEXT    NOT NULL,
    at              INTEGER NOT NULL
) STRICT;

CREATE INDEX messages_conversation ON messages (conversation_id, position);

CREATE TABLE message_parts (
    message_id TEXT    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    origin     TEXT    NOT NULL,
    source     TEXT,
    text       TEXT    NOT NULL,
    PRIMARY KEY (message_id, ordinal)
) STRICT;

CREATE TABLE runs (
    id              TEXT    NOT NULL PRIMARY KEY,
    conversation_id TEXT    NOT NULL,
    owner           TEXT    NOT NULL,
    started_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE run_events (
    run_id  TEXT    NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    payload TEXT    NOT NULL,
    PRIMARY KEY (run_id, seq)
) STRICT;

CREATE TABLE tasks (
    position    INTEGER NOT NULL PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    token       INTEGER NOT NULL DEFAULT 0,
    attempt     INTEGER NOT NULL DEFAULT 0,
    node        TEXT,
    lease_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX tasks_queue ON tasks (kind, position);
CREATE INDEX tasks_subject ON tasks (subject, kind);
