-- An insert that finds its row is refused, or is an update; what goes past the triggers of rows here is TRUNCATE.

CREATE TRIGGER audit_entries_are_not_emptied BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final();

CREATE TRIGGER audit_seals_are_not_emptied BEFORE TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final();
