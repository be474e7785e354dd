package io.mcpagent.adapter.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Where a command reads and writes, always in UTF-8.
 *
 * @param in is read only where a command was asked to
 * @param terminal what is known of the ends of {@code out} and {@code err}
 */
public record CliStreams(InputStream in, OutputStream out, OutputStream err, Terminal terminal) {
    /**
     * Those of this process.
     *
     * @param environment {@code NO_COLOR}, {@code TERM} and {@code COLUMNS} count
     */
    public static CliStreams ofProcess(Map<String, String> environment) {
        return new CliStreams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.of(environment));
    }
}
