package io.mcpagent.bootstrap.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What lies in a data directory's database, read from a copy, so that looking repairs nothing. */
final class StoredDocuments {
    private static final List<String> FILES = List.of("mcp-agent.db", "mcp-agent.db-wal");

    private StoredDocuments() {}

    /** Each chunk with everything that must not hang on how often it was interrupted, as text, by document and place. */
    static List<String> chunks(Path dataDirectory) throws IOException, SQLException {
        return read(dataDirectory, """
                SELECT d.name, d.state, d.generation, d.content_hash, d.chunks, c.ordinal, c.start_offset, c.end_offset,
                       c.location_unit, c.location_first, c.location_last, c.headings, c.text, c.text_hash, hex(e.vector)
                FROM documents d
                LEFT JOIN chunks c ON c.document_id = d.id AND c.generation = d.generation
                LEFT JOIN embeddings e ON e.text_hash = c.text_hash
                ORDER BY d.name, c.ordinal
                """);
    }

    /** How far it came: tasks that wait, documents ready, documents past their first checkpoint, embeddings. */
    static Progress progress(Path dataDirectory) throws IOException, SQLException {
        var counts = read(dataDirectory, """
                        SELECT (SELECT count(*) FROM tasks), (SELECT count(*) FROM documents),
                               (SELECT count(*) FROM documents WHERE state = 'ready'),
                               (SELECT count(*) FROM documents WHERE state = 'chunked'),
                               (SELECT count(*) FROM embeddings)
                        """).getFirst().split("\t", -1);
        return new Progress(
                Integer.parseInt(counts[0]),
                Integer.parseInt(counts[1]),
                Integer.parseInt(counts[2]),
                Integer.parseInt(counts[3]),
                Integer.parseInt(counts[4]));
    }

    record Progress(int tasks, int documents, int ready, int chunked, int embeddings) {
        boolean partlyDone() {
            return tasks > 0 && embeddings > 0;
        }

        boolean between2Commits() {
            return ready > 0 && ready < documents;
        }
    }

    private static List<String> read(Path dataDirectory, String sql) throws IOException, SQLException {
        var copy = Files.createTempDirectory("records");
        try {
            for (var name : FILES) {
                var file = dataDirectory.resolve(name);
                if (Files.exists(file)) Files.copy(file, copy.resolve(name));
            }
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve(FILES.getFirst()))) {
                return rows(connection, sql);
            }
        } finally {
            try (var files = Files.list(copy)) {
                for (var file : files.toList()) Files.delete(file);
            }
            Files.delete(copy);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("\t", row));
            }
            return found;
        }
    }
}
