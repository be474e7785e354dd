-- INSERT OR REPLACE takes the row that is in its way without a trigger for deletes.

CREATE TRIGGER audit_entries_are_new BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never replaced');
END;

CREATE TRIGGER audit_seals_are_new BEFORE INSERT ON audit_seals
WHEN EXISTS (SELECT 1 FROM audit_seals WHERE number = NEW.number OR previous = NEW.previous OR hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'audit seals are never replaced');
END;
