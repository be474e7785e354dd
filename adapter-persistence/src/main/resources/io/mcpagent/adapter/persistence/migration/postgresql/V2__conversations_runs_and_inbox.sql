ALTER TABLE conversations ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN forked_from TEXT;
ALTER TABLE conversations ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
UPDATE conversations SET updated_at = created_at;

CREATE INDEX conversations_owner ON conversations (owner, updated_at, id);
CREATE INDEX runs_owner ON runs (owner, id);
CREATE INDEX runs_conversation ON runs (conversation_id);

-- Questions to people that wait for an answer.
CREATE TABLE inbox (
    id       TEXT    NOT NULL PRIMARY KEY,
    run_id   TEXT    NOT NULL,
    owner    TEXT    NOT NULL,
    request  TEXT    NOT NULL,
    asked_at BIGINT  NOT NULL
);

CREATE INDEX inbox_owner ON inbox (owner, asked_at, id);
CREATE INDEX inbox_run ON inbox (run_id);
