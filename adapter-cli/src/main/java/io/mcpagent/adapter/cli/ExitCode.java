package io.mcpagent.adapter.cli;

/** What scripts branch on. */
public final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int SOME_FILES_FAILED = 3;
    /** As EX_TEMPFAIL of sysexits.h: somebody else works on the data directory, try again. */
    static final int HELD = 75;
    /** As shells say it: 128 and the number of SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** All went well. */
    public static int done() {
        return DONE;
    }
}
