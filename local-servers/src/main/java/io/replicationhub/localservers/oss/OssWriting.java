package io.replicationhub.localservers.oss;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What requests that make objects bring. Source: OSS documentation, "PutObject" (kept headers, 8 KB of user metadata with
 * names of letters, digits and hyphens, classes, Content-MD5), "CopyObject" (directives, conditions), "UploadPartCopy".
 */
final class OssWriting {
    static final String USER = "x-oss-meta-";
    private static final int MAX_METADATA = 8 << 10;
    private static final Pattern USER_NAME = Pattern.compile(USER + "[a-z0-9-]+");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final Set<String> CLASSES = Set.of("Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive");
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "content-encoding",
            "content-language",
            "content-disposition",
            "cache-control",
            "expires",
            "x-oss-server-side-encryption",
            "x-oss-server-side-encryption-key-id");

    private OssWriting() {}

    static byte[] body(OssRequest request) throws OssRefusal {
        String encoding = request.headers().getOrDefault("content-encoding", "");
        if (encoding.contains("aws-chunked")) {
            throw OssRefusal.of(
                    400,
                    "InvalidArgument",
                    "aws-chunked encoding is not supported with the specified x-amz-content-sha256" + " value.");
        }
        String md5 = request.header("content-md5");
        byte[] actual = OssObject.rawMd5(request.body());
        if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(actual))) {
            throw OssRefusal.of(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
        return request.body();
    }

    static OssObject.Kept kept(OssRequest request) throws OssRefusal {
        Map<String, String> headers = new TreeMap<>();
        int bytes = 0;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            String name = header.getKey();
            if (name.startsWith(USER)) {
                if (!USER_NAME.matcher(name).matches()) {
                    throw OssRefusal.argument("The user metadata name is invalid.", "0011-00000004");
                }
                bytes += name.length() - USER.length() + header.getValue().getBytes(StandardCharsets.UTF_8).length;
            } else if (!KEPT.contains(name)) {
                continue;
            }
            headers.put(name, header.getValue());
        }
        if (bytes > MAX_METADATA) {
            throw OssRefusal.of(
                    400,
                    "InvalidArgument",
                    "The size of user metadata exceeds the maximum allowed size.",
                    "0011-00000002");
        }
        headers.putIfAbsent("content-type", "application/octet-stream");
        String storageClass = request.headers().getOrDefault("x-oss-storage-class", "Standard");
        if (!CLASSES.contains(storageClass)) {
            throw OssRefusal.of(400, "InvalidStorageClass", "The storage class you specified is invalid.");
        }
        return new OssObject.Kept(
                headers, storageClass, OssTags.parse(request.headers().getOrDefault("x-oss-tagging", "")));
    }

    /** What a copy keeps: its source's headers and tags unless others are to replace them; never its class. */
    static OssObject.Kept keptOfCopy(OssRequest request, OssObject source) throws OssRefusal {
        OssObject.Kept given = kept(request);
        boolean replaced = directive(request, "x-oss-metadata-directive");
        boolean retagged = directive(request, "x-oss-tagging-directive");
        return new OssObject.Kept(
                replaced ? given.headers() : source.kept().headers(),
                given.storageClass(),
                retagged ? given.tags() : source.kept().tags());
    }

    private static boolean directive(OssRequest request, String name) {
        return "replace".equalsIgnoreCase(request.headers().getOrDefault(name, ""));
    }

    /** What a copy is made from. */
    static OssObject source(OssRequest request, Map<String, OssBucket> buckets) throws OssRefusal {
        String named = decoded(request.headers().getOrDefault("x-oss-copy-source", ""));
        int slash = named.indexOf('/', 1);
        if (!named.startsWith("/") || slash < 0) {
            throw OssRefusal.of(400, "InvalidArgument", "Copy Source must mention the source bucket and key.");
        }
        String name = named.substring(1, slash);
        OssBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw OssRefusal.noSuchBucket(name);
        }
        OssObject source = bucket.object(named.substring(slash + 1));
        String pinned = request.header("x-oss-copy-source-if-match");
        if (pinned != null && !bare(pinned).equals(source.etag())) {
            throw OssRefusal.precondition("x-oss-copy-source-If-Match");
        }
        readable(source);
        return source;
    }

    static byte[] slice(OssRequest request, OssObject source) throws OssRefusal {
        Matcher range = RANGE.matcher(request.headers().getOrDefault("x-oss-copy-source-range", ""));
        if (!range.matches() || Long.parseLong(range.group(2)) >= source.body().length) {
            throw OssRefusal.of(416, "InvalidRange", "The requested range cannot be satisfied.");
        }
        return Arrays.copyOfRange(
                source.body(), Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
    }

    /** Source: "GetObject": what lies in an archive must be restored first. */
    static void readable(OssObject object) throws OssRefusal {
        if (!object.isReadable()) {
            throw OssRefusal.of(403, "InvalidObjectState", "The operation is not valid for the object's state");
        }
    }

    static String bare(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") ? etag.substring(1, etag.length() - 1) : etag;
    }

    static String copied(String root, String etag, Instant modified) {
        return OssXml.HEAD + '<' + root + '>' + OssXml.element("ETag", '"' + etag + '"')
                + OssXml.element("LastModified", OssXml.time(modified)) + "</" + root + '>';
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
