package io.replicationhub.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** PutObject, CopyObject and the deletes. */
final class Writes {
    static final long SINGLE_LIMIT = 5L << 30;

    private final Intake intake;
    private final Map<String, Bucket> buckets;
    private final InstantSource clock;

    Writes(Intake intake, Map<String, Bucket> buckets, InstantSource clock) {
        this.intake = intake;
        this.buckets = buckets;
        this.clock = clock;
    }

    long put(Bucket bucket, String key, HttpRequest request, RequestBody body, HttpOutput out)
            throws IOException, S3Error {
        String[] headers = ObjectHeaders.of(request);
        Intake.Taken taken = intake.take(request, body);
        if (taken.body().length() > SINGLE_LIMIT) {
            throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        StoredObject object =
                new StoredObject(taken.body(), taken.crc32c(), taken.etag(), clock.instant(), headers, List.of(), true);
        bucket.put(key, object, request.header("if-match"), request.header("if-none-match"));
        out.status(200).header("ETag", taken.etag());
        if (request.header("x-amz-checksum-crc32c") != null || body.trailers().containsKey("x-amz-checksum-crc32c")) {
            out.header("x-amz-checksum-crc32c", Intake.base64(taken.crc32c()));
        }
        out.end();
        return taken.body().length();
    }

    void copy(Bucket bucket, String key, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        StoredObject source = source(request);
        if (source.size() > SINGLE_LIMIT) {
            throw new S3Error(
                    400, "InvalidRequest", "The specified copy source is larger than the maximum allowable size");
        }
        // S3 copies all but a redirect (API reference, CopyObject: x-amz-website-redirect-location).
        StoredObject copy = source.touched(clock.instant()).with(ObjectHeaders.withoutRedirect(source.headers()));
        if (!source.partSizes().isEmpty()) {
            // S3 gives a copy the ETag of a single PUT, whatever the source was.
            Intake.Taken taken = intake.measure(source.body());
            copy = new StoredObject(
                    source.body(), taken.crc32c(), taken.etag(), copy.modified(), copy.headers(), List.of(), true);
        }
        if ("REPLACE".equalsIgnoreCase(request.header("x-amz-metadata-directive"))) {
            copy = copy.with(ObjectHeaders.withTags(ObjectHeaders.of(request), ObjectHeaders.tags(source.headers())));
        }
        if ("REPLACE".equalsIgnoreCase(request.header("x-amz-tagging-directive"))) {
            String tags = request.maybe(ObjectHeaders.TAGS).orElse("");
            copy = copy.with(ObjectHeaders.withTags(copy.headers(), tags));
        }
        bucket.put(key, copy, request.header("if-match"), request.header("if-none-match"));
        Bytes page = out.page();
        page.add("<CopyObjectResult><LastModified>").add(Listing.time(copy.modified()));
        page.add("</LastModified><ETag>&quot;").add(Conditions.bare(copy.etag()));
        page.add("&quot;</ETag></CopyObjectResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }

    /** The object that {@code x-amz-copy-source} names, where its conditions hold. */
    StoredObject source(HttpRequest request) throws S3Error {
        String header = request.maybe("x-amz-copy-source").orElse("");
        int mark = header.indexOf("?versionId=");
        String named = Percent.decode(mark < 0 ? header : header.substring(0, mark), Percent.Plus.KEPT);
        String path = named.startsWith("/") ? named.substring(1) : named;
        int slash = path.indexOf('/');
        if (slash < 1) {
            throw S3Error.invalidArgument("Copy Source must mention the source bucket and key");
        }
        Bucket from = buckets.get(path.substring(0, slash));
        if (from == null) {
            throw S3Error.noSuchBucket();
        }
        String key = path.substring(slash + 1);
        StoredObject source = mark < 0
                ? from.get(key)
                : from.versions.get(
                        key, Percent.decode(header.substring(mark + "?versionId=".length()), Percent.Plus.KEPT));
        Conditions.requireMatch(
                request.header("x-amz-copy-source-if-match"), source.etag(), "x-amz-copy-source-If-Match");
        return source;
    }

    void delete(Bucket bucket, String key, HttpRequest request, HttpOutput out) throws IOException {
        if (request.asks("versionId")) {
            bucket.remove(key, request.query("versionId", ""));
        } else {
            bucket.remove(key, clock.instant());
        }
        out.status(204).end();
    }

    void deleteMany(Bucket bucket, RequestBody body, HttpOutput out) throws IOException, S3Error {
        Bytes page = out.page();
        page.add("<DeleteResult>");
        for (Map<String, String> item : XmlItems.read(body.all(), "Object")) {
            String key = item.getOrDefault("Key", "");
            bucket.remove(key, clock.instant());
            page.add("<Deleted><Key>").echo(key).add("</Key></Deleted>");
        }
        page.add("</DeleteResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }
}
