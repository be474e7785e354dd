-- The tables of ../sqlite, in PostgreSQL's types. Ids are text, times are microseconds since 1970-01-01T00:00:00Z. What
-- is ordered by is compared byte by byte, as in SQLite, whatever the database's own collation.

CREATE TABLE collections (
    id         TEXT   NOT NULL PRIMARY KEY,
    owner      TEXT   NOT NULL,
    name       TEXT   COLLATE "C" NOT NULL UNIQUE,
    root       TEXT,
    language   TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE documents (
    id            TEXT    NOT NULL PRIMARY KEY,
    collection_id TEXT    NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    name          TEXT    COLLATE "C" NOT NULL,
    size          BIGINT  NOT NULL,
    modified_at   BIGINT  NOT NULL,
    generation    BIGINT  NOT NULL,
    content_hash  TEXT,
    state         TEXT    NOT NULL,
    chunks        INTEGER,
    stage         TEXT,
    reason        TEXT,
    UNIQUE (collection_id, name)
);

-- Read whole at each start, to compare with the index.
CREATE INDEX documents_ready ON documents (id, generation) WHERE state = 'ready';

CREATE TABLE chunks (
    document_id    TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    generation     BIGINT  NOT NULL,
    start_offset   INTEGER NOT NULL,
    end_offset     INTEGER NOT NULL,
    location_unit  TEXT    NOT NULL,
    location_first INTEGER NOT NULL,
    location_last  INTEGER NOT NULL,
    headings       TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    text_hash      TEXT    NOT NULL,
    PRIMARY KEY (document_id, ordinal)
);

CREATE INDEX chunks_text_hash ON chunks (text_hash);

-- A vector is float32 numbers, little-endian.
CREATE TABLE embeddings (
    model     TEXT  NOT NULL,
    text_hash TEXT  NOT NULL,
    vector    BYTEA NOT NULL,
    PRIMARY KEY (model, text_hash)
);

CREATE TABLE index_model (
    only_row  INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    name      TEXT    NOT NULL,
    dimension INTEGER NOT NULL
);

CREATE TABLE conversations (
    id         TEXT   NOT NULL PRIMARY KEY,
    owner      TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE messages (
    position        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              TEXT   NOT NULL UNIQUE,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    role            TEXT   NOT NULL,
    at              BIGINT NOT NULL
);

CREATE INDEX messages_conversation ON messages (conversation_id, position);

CREATE TABLE message_parts (
    message_id TEXT    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    origin     TEXT    NOT NULL,
    source     TEXT,
    text       TEXT    NOT NULL,
    PRIMARY KEY (message_id, ordinal)
);

CREATE TABLE runs (
    id              TEXT   NOT NULL PRIMARY KEY,
    conversation_id TEXT   NOT NULL,
    owner           TEXT   NOT NULL,
    started_at      BIGINT NOT NULL
);

-- Text, not jsonb: payloads keep their numbers to the last digit, and a NUL.
CREATE TABLE run_events (
    run_id  TEXT    NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq     BIGINT  NOT NULL,
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    at      BIGINT  NOT NULL,
    payload TEXT    NOT NULL,
    PRIMARY KEY (run_id, seq)
);

CREATE TABLE tasks (
    position    BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    token       BIGINT  NOT NULL DEFAULT 0,
    attempt     INTEGER NOT NULL DEFAULT 0,
    node        TEXT,
    lease_until BIGINT  NOT NULL DEFAULT 0
);

CREATE INDEX tasks_queue ON tasks (kind, position);
CREATE INDEX tasks_subject ON tasks (subject, kind);
