package io.replicationhub.localservers.oss;

import io.replicationhub.localservers.provider.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uploads in parts. Source: OSS documentation, "InitiateMultipartUpload", "UploadPart" (1 to 10,000; parts of 100 KB to
 * 5 GB but the last), "UploadPartCopy", "CompleteMultipartUpload" (parts ascend and match; those left out are dropped; the
 * ETag is no MD5), "AbortMultipartUpload".
 */
final class OssUploadDesk {
    private static final int LEAST = 100 << 10;
    private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
    private static final Pattern ETAG = Pattern.compile("<ETag>(?:\"|&quot;)?([^\"&<]*)(?:\"|&quot;)?</ETag>");

    private final Map<String, OssBucket> buckets;
    private final InstantSource clock;

    OssUploadDesk(Map<String, OssBucket> buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    Reply answer(OssRequest request, OssBucket bucket) throws OssRefusal {
        if (request.asks("uploads")) {
            return create(request, bucket);
        }
        OssBucket.Upload upload = bucket.upload(request.parameter("uploadId"), request.key());
        return switch (request.method()) {
            case "GET" -> OssObjects.document(OssListings.parts(request, upload));
            case "PUT" -> part(request, upload);
            case "POST" -> complete(request, bucket, upload);
            case "DELETE" -> {
                bucket.uploads.remove(upload.id());
                yield Reply.of(204);
            }
            default -> throw OssRefusal.method();
        };
    }

    private Reply create(OssRequest request, OssBucket bucket) throws OssRefusal {
        String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
        bucket.uploads.put(id, new OssBucket.Upload(id, request.key(), OssWriting.kept(request), clock.instant()));
        return OssObjects.document(OssXml.HEAD + "<InitiateMultipartUploadResult>"
                + OssXml.element("Bucket", request.bucket()) + OssXml.element("UploadId", id)
                + "</InitiateMultipartUploadResult>");
    }

    private Reply part(OssRequest request, OssBucket.Upload upload) throws OssRefusal {
        String text = request.parameter("partNumber");
        int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > 10_000) {
            throw OssRefusal.argument(
                    "Part number must be an integer between 1 and 10000, inclusive.", "0017-00000220");
        }
        boolean copied = request.header("x-oss-copy-source") != null;
        byte[] bytes =
                copied ? OssWriting.slice(request, OssWriting.source(request, buckets)) : OssWriting.body(request);
        synchronized (upload.parts()) {
            upload.parts().put(number, bytes);
        }
        String etag = OssObject.md5(bytes);
        return copied
                ? OssObjects.document(OssWriting.copied("CopyPartResult", etag, clock.instant()))
                : Reply.of(200).header("ETag", '"' + etag + '"').header("x-oss-hash-crc64ecma", Crc64Sum.of(bytes));
    }

    private Reply complete(OssRequest request, OssBucket bucket, OssBucket.Upload upload) throws OssRefusal {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int count = 0;
        int before = 0;
        int size = LEAST;
        Matcher named = PART.matcher(new String(request.body(), StandardCharsets.UTF_8));
        synchronized (upload.parts()) {
            for (; named.find(); count++) {
                Matcher number = NUMBER.matcher(named.group(1));
                Matcher etag = ETAG.matcher(named.group(1));
                if (!number.find() || !etag.find()) {
                    throw malformed();
                }
                int at = Integer.parseInt(number.group(1));
                byte[] part = upload.parts().get(at);
                if (part == null || !OssObject.md5(part).equals(etag.group(1))) {
                    throw OssRefusal.of(
                            400,
                            "InvalidPart",
                            "One or more of the specified parts could not be found or the specified entity tag might not"
                                    + " have matched the part's entity tag.");
                }
                if (at <= before) {
                    throw OssRefusal.of(
                            400, "InvalidPartOrder", "The list of parts was not in ascending order.", "0042-00000209");
                }
                if (size < LEAST) {
                    throw OssRefusal.of(
                            400,
                            "EntityTooSmall",
                            "Your proposed upload smaller than the minimum allowed size.",
                            "0042-00000213");
                }
                before = at;
                size = part.length;
                whole.writeBytes(part);
            }
        }
        if (count == 0) {
            throw malformed();
        }
        if (!bucket.uploads.remove(upload.id(), upload)) {
            throw OssRefusal.noSuchUpload(upload.id());
        }
        OssObject object = OssObject.ofParts(whole.toByteArray(), upload.id(), count, upload.kept(), clock.instant());
        bucket.objects.put(request.key(), object);
        return OssObjects.document(OssXml.HEAD + "<CompleteMultipartUploadResult>"
                        + OssXml.element("Bucket", request.bucket())
                        + OssXml.element("ETag", '"' + object.etag() + '"') + "</CompleteMultipartUploadResult>")
                .header("x-oss-hash-crc64ecma", object.crc64());
    }

    private static OssRefusal malformed() {
        return OssRefusal.of(400, "MalformedXML", "The XML you provided was not well-formed.");
    }
}
