-- What owners of collections and agents let others read or change. By grantee first, as each search asks by that.

CREATE TABLE grants (
    grantee  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    resource TEXT NOT NULL,
    level    TEXT NOT NULL,
    PRIMARY KEY (grantee, kind, resource)
) STRICT, WITHOUT ROWID;

CREATE INDEX grants_resource ON grants (kind, resource);
