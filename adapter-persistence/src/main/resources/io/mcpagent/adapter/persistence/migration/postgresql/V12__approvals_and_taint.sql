-- When a run goes on without an answer; the greatest number for those that wait for ever, as all did before.
ALTER TABLE inbox ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX inbox_expiry ON inbox (expires_at, id);

-- Whether a part is, or was made of, text that nobody vouches for. Of earlier answers that is not known.
ALTER TABLE message_parts ADD COLUMN tainted INTEGER NOT NULL DEFAULT 0;
UPDATE message_parts SET tainted = 1 WHERE origin <> 'user';
