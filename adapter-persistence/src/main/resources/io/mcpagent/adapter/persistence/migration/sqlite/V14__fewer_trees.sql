-- A question writes to all of these. Each tree is a page to be logged, and what SQLite keeps for undoing one of several
-- transactions of a commit stays in memory only up to fifteen pages; so each table is one tree, with as few indexes as can be.

CREATE TABLE new_messages (
    conversation_id TEXT    NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    id              TEXT    NOT NULL UNIQUE,
    role            TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO new_messages (conversation_id, position, id, role, at)
SELECT conversation_id, position, id, role, at FROM messages ORDER BY conversation_id, position;

CREATE TABLE new_message_parts (
    message_id TEXT    NOT NULL REFERENCES new_messages (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    origin     TEXT    NOT NULL,
    source     TEXT,
    tainted    INTEGER NOT NULL DEFAULT 0,
    text       TEXT    NOT NULL,
    PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO new_message_parts (message_id, ordinal, origin, source, tainted, text)
SELECT message_id, ordinal, origin, source, tainted, text FROM message_parts ORDER BY message_id, ordinal;

DROP TABLE message_parts;
DROP TABLE messages;
ALTER TABLE new_messages RENAME TO messages;
ALTER TABLE new_message_parts RENAME TO message_parts;

CREATE TABLE new_run_events (
    run_id  TEXT    NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    payload TEXT    NOT NULL,
    PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO new_run_events (run_id, seq, kind, version, at, payload)
SELECT run_id, seq, kind, version, at, payload FROM run_events ORDER BY run_id, seq;

DROP TABLE run_events;
ALTER TABLE new_run_events RENAME TO run_events;

-- In the order of their ids, which is that of time.
CREATE TABLE new_tasks (
    kind        TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    token       INTEGER NOT NULL DEFAULT 0,
    attempt     INTEGER NOT NULL DEFAULT 0,
    node        TEXT,
    lease_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

INSERT INTO new_tasks (kind, id, subject, token, attempt, node, lease_until)
SELECT kind, id, subject, token, attempt, node, lease_until FROM tasks;

DROP TABLE tasks;
ALTER TABLE new_tasks RENAME TO tasks;
CREATE INDEX tasks_subject ON tasks (subject, kind);
