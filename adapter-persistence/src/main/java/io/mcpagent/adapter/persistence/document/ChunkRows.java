package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TextHash;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** A chunk and its row. */
final class ChunkRows {
    static final String COLUMNS = "document_id, ordinal, generation, start_offset, end_offset, location_unit,"
            + " location_first, location_last, headings, text, text_hash";
    static final String INSERT = "INSERT INTO chunks (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String PAGES = "page";
    private static final String LINES = "line";

    private ChunkRows() {}

    /** In the order of {@link #COLUMNS}. */
    static Object[] values(Chunk chunk) {
        return new Object[] {
            chunk.id().document().value().toString(),
            chunk.id().ordinal(),
            chunk.id().generation(),
            chunk.start(),
            chunk.end(),
            unit(chunk.location()),
            chunk.location().first(),
            chunk.location().last(),
            JsonText.of(Json.array(chunk.headings().stream().map(Json::of).toList())),
            chunk.text(),
            TextHash.of(chunk.searchText()).value()
        };
    }

    static Chunk chunk(DocumentId document, CollectionId collection, Row row) throws SQLException {
        return new Chunk(
                new ChunkId(document, row.getLong("generation"), row.getInt("ordinal")),
                collection,
                row.getInt("start_offset"),
                row.getInt("end_offset"),
                location(row),
                headings(row.getString("headings")),
                row.getString("text"));
    }

    private static String unit(Location location) {
        return switch (location) {
            case Location.Pages pages -> PAGES;
            case Location.Lines lines -> LINES;
        };
    }

    private static Location location(Row row) throws SQLException {
        var first = row.getInt("location_first");
        var last = row.getInt("location_last");
        var unit = row.getString("location_unit");
        return switch (unit) {
            case PAGES -> new Location.Pages(first, last);
            case LINES -> new Location.Lines(first, last);
            default -> throw new SQLException("a chunk lies in the unknown kind of place " + unit);
        };
    }

    private static List<String> headings(String json) throws SQLException {
        if (!(JsonText.read(json) instanceof Json.Arr(var elements)))
            throw new SQLException("a chunk's headings are no list");
        return elements.stream()
                .flatMap(element -> element instanceof Json.Str(var heading) ? Stream.of(heading) : Stream.empty())
                .toList();
    }
}
