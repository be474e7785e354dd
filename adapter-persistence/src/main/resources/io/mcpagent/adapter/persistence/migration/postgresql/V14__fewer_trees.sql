-- A question writes to these; an index that is not needed is written for nothing.

ALTER TABLE messages ALTER COLUMN position DROP IDENTITY;
ALTER TABLE messages DROP CONSTRAINT messages_pkey;
ALTER TABLE messages ADD PRIMARY KEY (conversation_id, position);
DROP INDEX messages_conversation;

-- In the order of their ids, which is that of time. Its index goes with the column.
ALTER TABLE tasks DROP COLUMN position;
ALTER TABLE tasks DROP CONSTRAINT tasks_id_key;
ALTER TABLE tasks ADD PRIMARY KEY (kind, id);
