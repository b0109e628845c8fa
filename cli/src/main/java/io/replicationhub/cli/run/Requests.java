package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.show.Amounts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How often the stores are asked for what.
 *
 * @param heads single objects looked at, on either side
 * @param gets reads of objects and of parts
 * @param puts objects written whole
 * @param uploads multipart uploads: each is one request to begin, one to complete
 * @param parts parts written
 * @param copies objects that the store copies by itself
 * @param deletes objects deleted, which costs nothing
 * @param lists pages of listings that the next run will ask for
 */
record Requests(long heads, long gets, long puts, long uploads, long parts, long copies, long deletes, long lists) {
    /** {@code LIST 26, GET 445, PUT 440}: those that occur. */
    String text() {
        StringJoiner text = new StringJoiner(", ");
        byKind().forEach((kind, count) -> {
            if (count > 0) {
                text.add(kind + " " + Amounts.count(count));
            }
        });
        return text.toString();
    }

    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("requests");
        for (Map.Entry<String, Long> kind : byKind().entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
    }

    private Map<String, Long> byKind() {
        Map<String, Long> kinds = new LinkedHashMap<>();
        kinds.put("LIST", lists);
        kinds.put("HEAD", heads);
        kinds.put("GET", gets);
        kinds.put("PUT", puts);
        kinds.put("COPY", copies);
        kinds.put("DELETE", deletes);
        kinds.put("CREATE-UPLOAD", uploads);
        kinds.put("UPLOAD-PART", parts);
        kinds.put("COMPLETE-UPLOAD", uploads);
        return kinds;
    }

    double dollars() {
        return RequestPrices.dollars(puts + 2 * uploads + parts + copies + lists, heads + gets);
    }
}
