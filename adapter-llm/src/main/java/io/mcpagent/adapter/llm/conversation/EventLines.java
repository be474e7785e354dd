package io.mcpagent.adapter.llm.conversation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events out of bytes, however these are cut (WHATWG HTML, 9.2.6): the data of each, and nothing of comments
 * and other fields. Bytes that are no UTF-8 become U+FFFD.
 */
final class EventLines {
    private static final String FIELD = "data:";

    /** Of a line that has not ended yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterReturn;

    /** The events that these bytes complete. */
    List<String> after(ByteBuffer bytes) {
        var events = new ArrayList<String>();
        var part = new byte[bytes.remaining()];
        bytes.get(part);
        var begin = 0;
        for (var i = 0; i < part.length; i++) {
            var next = part[i];
            var endsLine = next == '\r' || (next == '\n' && !afterReturn);
            if (endsLine) endLine(line(part, begin, i - begin), events);
            if (endsLine || next == '\n') begin = i + 1;
            afterReturn = next == '\r';
        }
        begun.write(part, begin, part.length - begin);
        return events;
    }

    private String line(byte[] part, int begin, int length) {
        if (begun.size() == 0) return new String(part, begin, length, StandardCharsets.UTF_8);
        begun.write(part, begin, length);
        var line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        return line;
    }

    /** An event that the end of the stream completes, as not all servers send the empty line after their last. */
    List<String> atTheEnd() {
        var events = new ArrayList<String>();
        endLine(line(new byte[0], 0, 0), events);
        endLine("", events);
        return events;
    }

    private void endLine(String line, List<String> events) {
        if (line.isEmpty()) dispatch(events);
        else if (line.startsWith(FIELD)) {
            if (hasData) data.append('\n');
            data.append(line.substring(FIELD.length()).strip());
            hasData = true;
        }
    }

    private void dispatch(List<String> events) {
        if (hasData) events.add(data.toString());
        data.setLength(0);
        hasData = false;
    }
}
