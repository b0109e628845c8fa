package io.replicationhub.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runner asks a server beside S3: {@code /_bench/stats}, {@code reset}, {@code create?bucket=},
 * {@code drop?bucket=}, {@code seed?bucket=&count=&size=&dirs=&seed=&dialect=}, {@code objects?bucket=} (what is there,
 * for verification) and {@code gc}.
 */
final class Control {
    static final int DIRS = 64;

    /** Seeded objects are older than any copy of them. */
    private static final Duration AGE = Duration.ofHours(1);

    private final Map<String, Bucket> buckets;
    private final Counters counters;
    private final Intake intake;
    private final InstantSource clock;

    Control(Map<String, Bucket> buckets, Counters counters, Intake intake, InstantSource clock) {
        this.buckets = buckets;
        this.counters = counters;
        this.intake = intake;
        this.clock = clock;
    }

    void serve(HttpRequest request, RequestBody body, HttpOutput out) throws IOException, S3Error {
        body.drain();
        String name = request.query("bucket", "");
        Bytes page = out.page();
        switch (request.path.substring("/_bench/".length())) {
            case "stats" -> page.add(counters.lines());
            case "reset" -> counters.reset();
            case "create" -> buckets.put(name, new Bucket());
            case "drop" -> buckets.remove(name);
            case "gc" -> System.gc();
            case "seed" -> seed(buckets.computeIfAbsent(name, n -> new Bucket()), request);
            case "objects" -> objects(existing(name), page);
            case "uploads" -> page.add(existing(name).openUploads().size());
            default -> throw S3Error.noSuchKey();
        }
        out.status(200).header("Content-Type", "text/plain").end(page);
    }

    private Bucket existing(String name) throws S3Error {
        Bucket found = buckets.get(name);
        if (found == null) {
            throw S3Error.noSuchBucket();
        }
        return found;
    }

    /** Objects with a content that follows from the seed and their number, spread over {@code dirs} prefixes. */
    private void seed(Bucket bucket, HttpRequest request) throws IOException {
        int count = Integer.parseInt(request.query("count", "0"));
        long size = Long.parseLong(request.query("size", "0"));
        int dirs = Integer.parseInt(request.query("dirs", Integer.toString(DIRS)));
        long seed = Long.parseLong(request.query("seed", "1"));
        Dialect dialect = Dialect.valueOf(request.query("dialect", "S3"));
        Instant modified = clock.instant().minus(AGE);
        for (int i = 0; i < count; i++) {
            String key = key(i, dirs);
            Body body = content(i, size, seed);
            Intake.Taken taken = intake.measure(body);
            List<String> headers = new ArrayList<>(List.of(
                    "content-type", "application/x-bench", dialect.metadataPrefix() + "number", Integer.toString(i)));
            headers.addAll(dialect.headers(body));
            bucket.objects.put(
                    key,
                    new StoredObject(
                            body,
                            taken.crc32c(),
                            dialect.etag(taken),
                            modified,
                            headers.toArray(String[]::new),
                            List.of(),
                            true));
        }
    }

    static String key(int i, int dirs) {
        return dirs == 0 ? "o%08d".formatted(i) : "d%03d/o%08d".formatted(i % dirs, i);
    }

    static Body content(int i, long size, long seed) {
        return new Body.Pattern(Math.floorMod(seed * 1_000_003L + i * 7_919L, 1_000_000_007L), size);
    }

    /** Key, size, CRC-32C, ETag and kept headers by name, tab-separated, a line for each object in key order. */
    private static void objects(Bucket bucket, Bytes page) {
        bucket.objects.forEach((key, object) -> {
            Percent.encode(key, page);
            page.add('\t').add(object.size()).add('\t').add(Integer.toHexString(object.crc32c()));
            page.add('\t').add(Conditions.bare(object.etag())).add('\t');
            Map<String, String> sorted = new TreeMap<>();
            for (int i = 0; i < object.headers().length; i += 2) {
                sorted.put(object.headers()[i], object.headers()[i + 1]);
            }
            sorted.forEach(
                    (header, value) -> page.add(header).add('=').add(value).add(';'));
            page.add('\n');
        });
    }
}
