-- Who did what with which, by ids alone, and the seals over it. The triggers are against mistakes: whoever owns the
-- database can take them away, and the seals show what was done then.

CREATE TABLE audit_entries (
    id            TEXT   NOT NULL PRIMARY KEY,
    at            BIGINT NOT NULL,
    user_id       TEXT,
    api_key_id    TEXT,
    request_id    TEXT,
    action        TEXT   NOT NULL,
    resource_kind TEXT,
    resource_id   TEXT,
    outcome       TEXT   NOT NULL,
    seal          BIGINT
);

CREATE INDEX audit_entries_seal ON audit_entries (seal, id);
CREATE INDEX audit_entries_user ON audit_entries (user_id, id);
CREATE INDEX audit_entries_action ON audit_entries (action, id);
CREATE INDEX audit_entries_resource ON audit_entries (resource_kind, resource_id, id);
CREATE INDEX audit_entries_at ON audit_entries (at, id);

-- Of its entries a seal has the id and the hash, a line each.
CREATE TABLE audit_seals (
    number    BIGINT NOT NULL PRIMARY KEY,
    previous  TEXT   NOT NULL UNIQUE,
    sealed_at BIGINT NOT NULL,
    entries   TEXT   NOT NULL,
    hash      TEXT   NOT NULL UNIQUE
);

CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries and seals are never changed or deleted, but for being sealed once';
END $$;

CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_is_final();

CREATE TRIGGER audit_entries_are_sealed_once BEFORE UPDATE ON audit_entries
    FOR EACH ROW WHEN (OLD.seal IS NOT NULL
        OR (OLD.id, OLD.at, OLD.user_id, OLD.api_key_id, OLD.request_id, OLD.action, OLD.resource_kind, OLD.resource_id,
            OLD.outcome)
        IS DISTINCT FROM (NEW.id, NEW.at, NEW.user_id, NEW.api_key_id, NEW.request_id, NEW.action, NEW.resource_kind,
            NEW.resource_id, NEW.outcome))
    EXECUTE FUNCTION audit_is_final();

CREATE TRIGGER audit_seals_are_final BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION audit_is_final();
