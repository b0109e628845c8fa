package io.replicationhub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One side of a diff over millions of keys, with no storage: pages come from a formula. On the destination every
 * {@code every}-th object has another size and ETag than on the source. What is written is checked and remembered for
 * verification; the listing stays the formula's.
 */
final class SyntheticService implements Service {
    /** Which of the two buckets this is. */
    enum Side {
        SOURCE,
        DESTINATION
    }

    private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final String ABOVE = "\u0100";

    private final KeyFormula formula;
    private final Side side;
    private final int every;
    private final Intake intake = new Intake(Intake.Keeping.CHECKSUMS, Intake.Tagging.MD5);
    private final Counters counters = new Counters();
    private final ConcurrentSkipListMap<String, Intake.Taken> written = new ConcurrentSkipListMap<>();
    private final AtomicLong firstWrite = new AtomicLong();
    private final InstantSource clock;
    private final byte[] beforeTag;

    SyntheticService(KeyFormula formula, Side side, int every, InstantSource clock) {
        this.formula = formula;
        this.side = side;
        this.every = every;
        this.clock = clock;
        this.beforeTag = ("</Key><LastModified>" + Listing.time(MODIFIED) + "</LastModified><ETag>&quot;")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void serve(HttpRequest request, RequestBody body, HttpOutput out) throws IOException, S3Error {
        if (request.path.startsWith("/_bench/")) {
            control(request, out);
            return;
        }
        int slash = request.path.indexOf('/', 1);
        String key = slash < 0 ? "" : request.path.substring(slash + 1);
        if (!key.isEmpty()) {
            object(key, request, body, out);
        } else if (request.isHead()) {
            counters.count("head-bucket");
            out.status(200).end();
        } else if (request.asks("location") || request.asks("versioning") || request.asks("uploads")) {
            counters.count("describe-bucket");
            String root = request.asks("location")
                    ? "LocationConstraint"
                    : request.asks("uploads") ? "ListMultipartUploadsResult" : "VersioningConfiguration";
            out.status(200).header("Content-Type", "application/xml");
            out.end(out.page().add('<').add(root).add("/>"));
        } else {
            list(request, out);
        }
    }

    private boolean differs(int i) {
        return every > 0 && i % every == every / 2;
    }

    private void list(HttpRequest request, HttpOutput out) throws IOException, S3Error {
        ListQuery query = ListQuery.of(request);
        counters.count(query.v2() ? "list-v2" : "list-v1");
        String prefix = query.prefix();
        int end = prefix.isEmpty() ? formula.count() : formula.firstFrom(prefix + ABOVE);
        int at = formula.firstFrom(query.inclusive() ? query.from() : query.from() + '\0');
        Bytes items = out.page();
        int found = 0;
        String last = "";
        boolean cutting = !query.delimiter().isEmpty() && formula.dirs() > 0;
        while (at < end && found < query.maxKeys()) {
            int cut = cutting ? formula.key(at).indexOf(query.delimiter(), prefix.length()) : -1;
            if (cut < 0) {
                entry(at, items);
                at++;
                found++;
                continue;
            }
            String shared = formula.key(at).substring(0, cut + query.delimiter().length());
            at = formula.firstFrom(shared + ABOVE);
            last = shared;
            if (!shared.equals(query.after())) {
                items.add("<CommonPrefixes><Prefix>").add(shared).add("</Prefix></CommonPrefixes>");
                found++;
            }
        }
        boolean more = at < end;
        query.answer("synthetic", items, found, !more ? "" : last.isEmpty() ? formula.key(at - 1) : last, out);
    }

    private void entry(int i, Bytes to) throws IOException {
        to.add("<Contents><Key>");
        int at = to.grow(formula.keyLength());
        formula.write(i, to.array(), at);
        to.add(beforeTag, 0, beforeTag.length);
        long size = formula.size(i);
        if (!differs(i)) {
            tag(i, to);
        } else if (side == Side.SOURCE) {
            to.add(Conditions.bare(formula.measured(i, intake).etag()));
        } else {
            tag(-i, to);
            size = 1;
        }
        to.add("&quot;</ETag><Size>").add(size).add("</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }

    /** Thirty-two hexadecimal digits that no MD5 was asked for. */
    private static void tag(long i, Bytes to) {
        int at = to.grow(32);
        byte[] array = to.array();
        long bits = KeyFormula.mixed(i);
        for (int d = 0; d < 16; d++) {
            byte digit = HEX[(int) (bits >>> (d * 4)) & 15];
            array[at + d] = digit;
            array[at + 31 - d] = digit;
        }
    }

    private void object(String key, HttpRequest request, RequestBody body, HttpOutput out) throws IOException, S3Error {
        if (request.method.equals("PUT")) {
            counters.count("put");
            firstWrite.compareAndSet(0, clock.millis());
            Intake.Taken taken = intake.take(request, body);
            written.put(key, taken);
            out.status(200).header("ETag", taken.etag()).end();
            return;
        }
        if (!request.isHead() && !request.method.equals("GET")) {
            throw new S3Error(405, "MethodNotAllowed", "The specified method is not allowed");
        }
        counters.count(request.isHead() ? "head" : "get");
        int i = formula.index(key);
        if (i < 0) {
            throw S3Error.noSuchKey();
        }
        Bytes tag = new Bytes();
        tag(i, tag);
        Intake.Taken real = formula.measured(i, intake);
        String etag = differs(i) ? real.etag() : '"' + tag.text() + '"';
        String[] headers = {"content-type", "application/x-bench"};
        Reads.answer(
                new StoredObject(formula.body(i), real.crc32c(), etag, MODIFIED, headers, List.of(), true),
                request,
                out);
    }

    /** {@code stats}, {@code reset}, and {@code objects}: what was written, or on the source what should be. */
    private void control(HttpRequest request, HttpOutput out) throws IOException, S3Error {
        Bytes page = out.page();
        switch (request.path.substring("/_bench/".length())) {
            case "stats" ->
                page.add(counters.lines())
                        .add("first-write-millis ")
                        .add(firstWrite.get())
                        .add('\n');
            case "reset" -> {
                counters.reset();
                written.clear();
                firstWrite.set(0);
            }
            case "objects" -> {
                if (side == Side.DESTINATION) {
                    written.forEach((key, taken) -> line(key, taken, page));
                } else {
                    for (int i = every / 2; every > 0 && i < formula.count(); i += every) {
                        line(formula.key(i), formula.measured(i, intake), page);
                    }
                }
            }
            case "create", "drop", "gc" -> {}
            default -> throw S3Error.noSuchKey();
        }
        out.status(200).header("Content-Type", "text/plain").end(page);
    }

    private static void line(String key, Intake.Taken taken, Bytes page) {
        page.add(key).add('\t').add(taken.body().length());
        page.add('\t').add(Integer.toHexString(taken.crc32c()));
        page.add('\t').add(Conditions.bare(taken.etag())).add("\t\n");
    }
}
