package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.transfer.EngineOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/**
 * The requests that copying will take, counted as the engine will make them, and what they will cost. Thread-safe while
 * it is told; read it when the diff is done.
 */
final class Forecast {
    /**
     * Amazon S3 Standard in us-east-1, list prices of November 2026 for a million requests
     * (https://aws.amazon.com/s3/pricing/). Other regions and stores differ by up to a half.
     */
    private static final double DOLLARS_PER_MILLION_WRITES_AND_LISTS = 5.00;

    private static final double DOLLARS_PER_MILLION_READS = 0.40;
    /** What a time is guessed by where nothing limits the bandwidth: a gigabit line used well. */
    private static final long ASSUMED_BYTES_PER_SECOND = 100_000_000;
    /** Small objects in a second from one process to a region nearby: 256 at once, two requests of 50 ms each. */
    private static final long ASSUMED_OBJECTS_PER_SECOND = 2_500;

    private final EngineOptions options;
    private final LongAdder heads = new LongAdder();
    private final LongAdder gets = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final LongAdder parts = new LongAdder();
    private final LongAdder copies = new LongAdder();
    private final LongAdder deletes = new LongAdder();

    Forecast(EngineOptions options) {
        this.options = options;
    }

    /** One more object to copy. */
    void copy(ObjectStamp stamp) {
        boolean inParts = stamp.etag().parts() > 0;
        if (options.route() == EngineOptions.Route.SERVER_SIDE) {
            copies.increment();
            heads.add(inParts || options.looksFirst(stamp.size()) ? 1 : 0);
        } else if (stamp.size() <= options.singlePutBytes()) {
            gets.increment();
            puts.increment();
        } else {
            // A source in parts keeps their number; its first part is asked for its size.
            long count = inParts ? stamp.etag().parts() : Math.ceilDiv(stamp.size(), options.partBytes());
            heads.increment();
            uploads.increment();
            parts.add(count);
            gets.add(count);
        }
    }

    /** One more object to delete: the source is looked at before and after. */
    void delete() {
        heads.add(2);
        deletes.increment();
    }

    /**
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
            long writes = puts + 2 * uploads + parts + copies + lists;
            return (writes * DOLLARS_PER_MILLION_WRITES_AND_LISTS + (heads + gets) * DOLLARS_PER_MILLION_READS) / 1e6;
        }
    }

    /** Forgets everything: the diff tells it all again. */
    void restart() {
        for (LongAdder count : new LongAdder[] {heads, gets, puts, uploads, parts, copies, deletes}) {
            count.reset();
        }
    }

    Requests requests(long lists) {
        return new Requests(
                heads.sum(), gets.sum(), puts.sum(), uploads.sum(), parts.sum(), copies.sum(), deletes.sum(), lists);
    }

    static String assumption(OptionalLong bandwidth) {
        long bytes = Math.min(ASSUMED_BYTES_PER_SECOND, bandwidth.orElse(Long.MAX_VALUE));
        return ", at " + Amounts.bytes(bytes) + "/s or " + Amounts.count(ASSUMED_OBJECTS_PER_SECOND) + " objects/s";
    }

    static Duration time(long objects, long bytes, OptionalLong bandwidth) {
        double byBytes = (double) bytes / Math.min(ASSUMED_BYTES_PER_SECOND, bandwidth.orElse(Long.MAX_VALUE));
        double byObjects = (double) objects / ASSUMED_OBJECTS_PER_SECOND;
        return Duration.ofMillis(Math.round(1000 * Math.max(byBytes, byObjects)));
    }
}
