package io.replicationhub.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Uploads in parts: create, upload and copy a part, list, complete, abort. */
final class Multiparts {
    private static final long SMALLEST_PART = 5L << 20;

    private final Intake intake;
    private final Writes writes;
    private final InstantSource clock;

    Multiparts(Intake intake, Writes writes, InstantSource clock) {
        this.intake = intake;
        this.writes = writes;
        this.clock = clock;
    }

    void create(String name, Bucket bucket, String key, HttpRequest request, HttpOutput out)
            throws IOException, S3Error {
        boolean fullCrc = "CRC32C".equalsIgnoreCase(request.header("x-amz-checksum-algorithm"))
                && "FULL_OBJECT".equalsIgnoreCase(request.header("x-amz-checksum-type"));
        OpenUpload upload = bucket.begin(key, ObjectHeaders.of(request), fullCrc, clock.instant());
        Bytes page = out.page();
        page.add("<InitiateMultipartUploadResult><Bucket>")
                .add(name)
                .add("</Bucket><Key>")
                .echo(key);
        page.add("</Key><UploadId>").add(upload.id()).add("</UploadId></InitiateMultipartUploadResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }

    long part(Bucket bucket, String key, HttpRequest request, RequestBody body, HttpOutput out)
            throws IOException, S3Error {
        OpenUpload upload = bucket.upload(request.query("uploadId", ""), key);
        int number = number(request);
        Intake.Taken taken = intake.take(request, body);
        keep(upload, number, taken);
        out.status(200).header("ETag", taken.etag());
        if (request.header("x-amz-checksum-crc32c") != null || body.trailers().containsKey("x-amz-checksum-crc32c")) {
            out.header("x-amz-checksum-crc32c", Intake.base64(taken.crc32c()));
        }
        out.end();
        return taken.body().length();
    }

    void partCopy(Bucket bucket, String key, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        OpenUpload upload = bucket.upload(request.query("uploadId", ""), key);
        Body whole = writes.source(request).body();
        String range = request.header("x-amz-copy-source-range");
        Body slice = whole;
        if (range != null) {
            int dash = range.indexOf('-');
            long from = Long.parseLong(range.substring("bytes=".length(), dash));
            long to = Long.parseLong(range.substring(dash + 1));
            if (from > to || to >= whole.length()) {
                throw S3Error.invalidArgument(
                        "Range specified is not valid for source object of size: " + whole.length());
            }
            slice = new Body.Slice(whole, from, to - from + 1);
        }
        Intake.Taken taken = intake.measure(slice);
        keep(upload, number(request), taken);
        Bytes page = out.page();
        page.add("<CopyPartResult><LastModified>").add(Listing.time(clock.instant()));
        page.add("</LastModified><ETag>&quot;").add(Conditions.bare(taken.etag()));
        page.add("&quot;</ETag></CopyPartResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }

    private static int number(HttpRequest request) throws S3Error {
        int number = Integer.parseInt(request.query("partNumber", "0"));
        if (number < 1 || number > 10_000) {
            throw S3Error.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
        return number;
    }

    private void keep(OpenUpload upload, int number, Intake.Taken taken) {
        synchronized (upload) {
            upload.parts()
                    .put(number, new OpenUpload.Part(taken.body(), taken.crc32c(), taken.etag(), clock.instant()));
        }
    }

    void complete(String name, Bucket bucket, String key, HttpRequest request, RequestBody body, HttpOutput out)
            throws IOException, S3Error {
        OpenUpload upload = bucket.upload(request.query("uploadId", ""), key);
        List<OpenUpload.Part> chosen = chosen(upload, XmlItems.read(body.all(), "Part"));
        List<Body> bodies = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        int crc = 0;
        long length = 0;
        for (OpenUpload.Part part : chosen) {
            bodies.add(part.body());
            sizes.add(part.body().length());
            crc = Crc32cCombination.of(crc, part.crc32c(), part.body().length());
            length += part.body().length();
        }
        String said = request.header("x-amz-checksum-crc32c");
        if (said != null && upload.fullCrc() && !said.equals(Intake.base64(crc))) {
            throw S3Error.badDigest("CRC32C");
        }
        boolean kept = bodies.stream().noneMatch(Body.Dropped.class::isInstance);
        StoredObject object = new StoredObject(
                kept ? new Body.Joined(bodies, length) : new Body.Dropped(length),
                crc,
                Intake.tagOfParts(chosen),
                clock.instant(),
                upload.headers(),
                sizes,
                upload.fullCrc());
        bucket.put(key, object, request.header("if-match"), request.header("if-none-match"));
        if (!bucket.end(upload)) {
            throw S3Error.noSuchUpload();
        }
        Bytes page = out.page();
        page.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUploadResult><Bucket>");
        page.add(name).add("</Bucket><Key>").echo(key);
        page.add("</Key><ETag>&quot;").add(Conditions.bare(object.etag())).add("&quot;</ETag>");
        if (upload.fullCrc()) {
            page.add("<ChecksumCRC32C>").add(Intake.base64(crc)).add("</ChecksumCRC32C>");
            page.add("<ChecksumType>FULL_OBJECT</ChecksumType>");
        }
        page.add("</CompleteMultipartUploadResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }

    private static List<OpenUpload.Part> chosen(OpenUpload upload, List<Map<String, String>> items) throws S3Error {
        List<OpenUpload.Part> chosen = new ArrayList<>();
        int before = 0;
        for (Map<String, String> item : items) {
            int number = Integer.parseInt(item.getOrDefault("PartNumber", "0"));
            OpenUpload.Part part;
            synchronized (upload) {
                part = upload.parts().get(number);
            }
            if (number <= before) {
                throw new S3Error(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
            }
            if (part == null || !Conditions.bare(part.etag()).equals(Conditions.bare(item.getOrDefault("ETag", "")))) {
                throw new S3Error(400, "InvalidPart", "One or more of the specified parts could not be found.");
            }
            if (!chosen.isEmpty() && chosen.getLast().body().length() < SMALLEST_PART) {
                throw new S3Error(
                        400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
            }
            before = number;
            chosen.add(part);
        }
        if (chosen.isEmpty()) {
            throw new S3Error(400, "MalformedXML", "The XML you provided was not well-formed");
        }
        return chosen;
    }

    void abort(Bucket bucket, String key, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        if (!bucket.end(bucket.upload(request.query("uploadId", ""), key))) {
            throw S3Error.noSuchUpload();
        }
        out.status(204).end();
    }
}
