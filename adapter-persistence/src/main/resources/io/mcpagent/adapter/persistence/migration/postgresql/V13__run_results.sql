-- What tools answered that is too long for the run log.
CREATE TABLE run_results (
    run_id  TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    call_id TEXT NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (run_id, call_id)
);
