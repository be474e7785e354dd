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
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
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
            if (endsLine) {
                line.write(part, begin, i - begin);
                endLine(events);
            }
            if (endsLine || next == '\n') begin = i + 1;
            afterReturn = next == '\r';
        }
        line.write(part, begin, part.length - begin);
        return events;
    }

    /** An event that the end of the stream completes, as not all servers send the empty line after their last. */
    List<String> atTheEnd() {
        var events = new ArrayList<String>();
        endLine(events);
        endLine(events);
        return events;
    }

    private void endLine(List<String> events) {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) dispatch(events);
        else if (text.startsWith("data:")) {
            if (hasData) data.append('\n');
            data.append(text.substring("data:".length()).strip());
            hasData = true;
        }
    }

    private void dispatch(List<String> events) {
        if (hasData) events.add(data.toString());
        data.setLength(0);
        hasData = false;
    }
}
