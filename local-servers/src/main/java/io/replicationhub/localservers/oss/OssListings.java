package io.replicationhub.localservers.oss;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Listings. Source: OSS documentation, "ListObjectsV2 (GetBucketV2)" (100 keys unless asked, at most 1,000; tokens are
 * opaque, and encoded where names are), "ListMultipartUploads", "ListParts".
 */
final class OssListings {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private OssListings() {}

    static String objects(OssRequest request, OssBucket bucket) throws OssRefusal {
        if (!request.parameter("list-type").equals("2")) {
            throw OssRefusal.of(501, "NotImplemented", "This server lists by version 2 only.");
        }
        boolean encoded = request.parameter("encoding-type").equals("url");
        String prefix = request.parameter("prefix");
        int most = number(request.parameter("max-keys"), "max-keys", USUAL);
        String token = request.parameter("continuation-token");
        String after = token.isEmpty() ? request.parameter("start-after") : key(token);
        StringBuilder entries = new StringBuilder();
        String last = "";
        int count = 0;
        boolean truncated = false;
        SortedMap<String, OssObject> rest = bucket.objects.tailMap(prefix, true);
        for (Map.Entry<String, OssObject> entry : rest.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (!after.isEmpty() && OssBucket.BY_BYTES.compare(entry.getKey(), after) <= 0) {
                continue;
            }
            if (count == most) {
                truncated = true;
                break;
            }
            append(entries, entry.getKey(), entry.getValue(), encoded);
            last = entry.getKey();
            count++;
        }
        return OssXml.HEAD + "<ListBucketResult>" + OssXml.element("Name", request.bucket())
                + OssXml.element("Prefix", name(prefix, encoded))
                + OssXml.element("MaxKeys", Integer.toString(most))
                + (encoded ? OssXml.element("EncodingType", "url") : "")
                + OssXml.element("IsTruncated", Boolean.toString(truncated))
                + (truncated ? OssXml.element("NextContinuationToken", name(token(last), encoded)) : "")
                + entries
                + OssXml.element("KeyCount", Integer.toString(count))
                + "</ListBucketResult>";
    }

    private static void append(StringBuilder out, String key, OssObject object, boolean encoded) {
        out.append("<Contents>").append(OssXml.element("Key", name(key, encoded)));
        out.append(OssXml.element("LastModified", OssXml.time(object.modified())));
        out.append(OssXml.element("ETag", '"' + object.etag() + '"'));
        out.append(OssXml.element("Type", object.type()));
        out.append(OssXml.element("Size", Integer.toString(object.body().length)));
        out.append(OssXml.element("StorageClass", object.storageClass()));
        if (!object.restoration().isEmpty()) {
            out.append(OssXml.element("RestoreInfo", object.restoration()));
        }
        out.append("</Contents>");
    }

    static String uploads(OssRequest request, OssBucket bucket) {
        boolean encoded = request.parameter("encoding-type").equals("url");
        StringBuilder entries = new StringBuilder();
        bucket.uploads.values().stream()
                .filter(upload -> upload.key().startsWith(request.parameter("prefix")))
                .sorted((left, right) -> OssBucket.BY_BYTES.compare(left.key(), right.key()))
                .forEach(upload -> entries.append("<Upload>")
                        .append(OssXml.element("Key", name(upload.key(), encoded)))
                        .append(OssXml.element("UploadId", upload.id()))
                        .append(OssXml.element("Initiated", OssXml.time(upload.initiated())))
                        .append("</Upload>"));
        return OssXml.HEAD + "<ListMultipartUploadsResult>" + OssXml.element("Bucket", request.bucket())
                + (encoded ? OssXml.element("EncodingType", "url") : "")
                + OssXml.element("IsTruncated", "false") + entries + "</ListMultipartUploadsResult>";
    }

    static String parts(OssRequest request, OssBucket.Upload upload) throws OssRefusal {
        int most = number(request.parameter("max-parts"), "max-parts", MOST);
        int marker = request.asks("part-number-marker") ? Integer.parseInt(request.parameter("part-number-marker")) : 0;
        StringBuilder entries = new StringBuilder();
        boolean truncated;
        int last = marker;
        synchronized (upload.parts()) {
            List<Map.Entry<Integer, byte[]>> rest =
                    List.copyOf(upload.parts().tailMap(marker + 1).entrySet());
            truncated = rest.size() > most;
            for (Map.Entry<Integer, byte[]> part : rest.subList(0, Math.min(most, rest.size()))) {
                last = part.getKey();
                entries.append("<Part>").append(OssXml.element("PartNumber", Integer.toString(last)));
                entries.append(OssXml.element("LastModified", OssXml.time(upload.initiated())));
                entries.append(OssXml.element("ETag", '"' + OssObject.md5(part.getValue()) + '"'));
                entries.append(OssXml.element("Size", Integer.toString(part.getValue().length)));
                entries.append("</Part>");
            }
        }
        return OssXml.HEAD + "<ListPartsResult>" + OssXml.element("UploadId", upload.id())
                + OssXml.element("NextPartNumberMarker", Integer.toString(last))
                + OssXml.element("IsTruncated", Boolean.toString(truncated)) + entries + "</ListPartsResult>";
    }

    private static int number(String text, String name, int otherwise) throws OssRefusal {
        int number = text.isEmpty() ? otherwise : Integer.parseInt(text);
        if (number < 1 || number > MOST) {
            throw OssRefusal.argument("Argument " + name + " must be an integer between 1 and 1000.", "0017-00000204");
        }
        return number;
    }

    private static String name(String text, boolean encoded) {
        return encoded ? OssXml.url(text) : text;
    }

    /** With characters that mean something else where they are not encoded. */
    private static String token(String key) {
        return "+/" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) throws OssRefusal {
        if (!token.startsWith("+/")) {
            throw OssRefusal.argument("The continuation token provided is incorrect.", "0017-00000205");
        }
        return new String(Base64.getDecoder().decode(token.substring(2)), StandardCharsets.UTF_8);
    }
}
