-- Whether stored bytes are still in use is asked by their hash.
CREATE INDEX documents_content ON documents (content_hash);
