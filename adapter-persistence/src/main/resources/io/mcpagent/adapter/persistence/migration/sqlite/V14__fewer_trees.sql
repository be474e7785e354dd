-- A question writes to all of these. Each tree is a page to be logged, and what SQLite keeps for undoing one of several
-- transactions of a commit stays in memory only up to fifteen pages; so each table is one tree, with as few indexes as can be.

ALTER TABLE message_parts RENAME TO old_message_parts;
ALTER TABLE messages RENAME TO old_messages;

CREATE TABLE messages (
    conversation_id TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    id              TEXT    NOT NULL UNIQUE,
    role            TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO messages (conversation_id, position, id, role, at)
SELECT conversation_id, position, id, role, at FROM old_messages ORDER BY conversation_id, position;

CREATE TABLE message_parts (
    message_id TEXT    NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    origin     TEXT    NOT NULL,
    source     TEXT,
    tainted    INTEGER NOT NULL DEFAULT 0,
    text       TEXT    NOT NULL,
    PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO message_parts (message_id, ordinal, origin, source, tainted, text)
SELECT message_id, ordinal, origin, source, tainted, text FROM old_message_parts ORDER BY message_id, ordinal;

DROP TABLE old_message_parts;
DROP TABLE old_messages;

ALTER TABLE run_events RENAME TO old_run_events;

CREATE TABLE run_events (
    run_id  TEXT    NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    payload TEXT    NOT NULL,
    PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO run_events (run_id, seq, kind, version, at, payload)
SELECT run_id, seq, kind, version, at, payload FROM old_run_events ORDER BY run_id, seq;

DROP TABLE old_run_events;

ALTER TABLE tasks RENAME TO old_tasks;

-- In the order of their ids, which is that of time.
CREATE TABLE tasks (
    kind        TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    token       INTEGER NOT NULL DEFAULT 0,
    attempt     INTEGER NOT NULL DEFAULT 0,
    node        TEXT,
    lease_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

INSERT INTO tasks (kind, id, subject, token, attempt, node, lease_until)
SELECT kind, id, subject, token, attempt, node, lease_until FROM old_tasks;

DROP TABLE old_tasks;
CREATE INDEX tasks_subject ON tasks (subject, kind);
