-- The keys of requests that made something; api_key_id is empty where the user came without one.

CREATE TABLE idempotency_keys (
    user_id    TEXT    NOT NULL,
    api_key_id TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    answered   TEXT    NOT NULL,
    used_at    INTEGER NOT NULL,
    PRIMARY KEY (user_id, api_key_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_used_at ON idempotency_keys (used_at);
