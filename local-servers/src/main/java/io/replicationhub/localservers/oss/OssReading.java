package io.replicationhub.localservers.oss;

import io.replicationhub.localservers.provider.Reply;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers with objects. Source: OSS documentation, "GetObject" (a range that does not lie in the object is answered by the
 * whole object and 200, unless {@code x-oss-range-behavior: standard} asks for 206 or 416; an archived object by 403) and
 * "HeadObject" (which is answered for archived ones too).
 */
final class OssReading {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private OssReading() {}

    static Reply answer(OssRequest request, OssObject object) throws OssRefusal {
        String pinned = request.header("if-match");
        if (pinned != null && !OssWriting.bare(pinned).equals(object.etag())) {
            throw OssRefusal.precondition("If-Match");
        }
        boolean head = request.isOf("HEAD");
        if (!head) {
            OssWriting.readable(object);
        }
        int length = object.body().length;
        int first = 0;
        int end = length;
        boolean partial = false;
        Matcher range = RANGE.matcher(head ? "" : request.headers().getOrDefault("range", ""));
        if (range.matches()) {
            long from = Long.parseLong(range.group(1));
            long to = range.group(2).isEmpty() ? length - 1L : Long.parseLong(range.group(2));
            boolean standard = "standard".equals(request.header("x-oss-range-behavior"));
            if (standard && from >= length) {
                throw OssRefusal.of(416, "InvalidRange", "The requested range cannot be satisfied.");
            }
            partial = from <= to && from < length && (to < length || standard);
            if (partial) {
                first = (int) from;
                end = (int) Math.min(length, to + 1);
            }
        }
        Reply reply = Reply.of(partial ? 206 : 200)
                .header("Content-Length", Integer.toString(end - first))
                .header("Accept-Ranges", "bytes")
                .header("ETag", '"' + object.etag() + '"')
                .header("Last-Modified", HTTP.format(object.modified().atOffset(ZoneOffset.UTC)))
                .header("x-oss-object-type", object.type())
                .header("x-oss-hash-crc64ecma", object.crc64())
                .header("x-oss-storage-class", object.storageClass());
        if (partial) {
            reply.header("Content-Range", "bytes " + first + '-' + (end - 1) + '/' + length);
        }
        if (object.type().equals("Normal") && !partial) {
            reply.header("Content-MD5", Base64.getEncoder().encodeToString(OssObject.rawMd5(object.body())));
        }
        if (!object.restoration().isEmpty()) {
            reply.header("x-oss-restore", object.restoration());
        }
        if (!object.kept().tags().isEmpty()) {
            reply.header(
                    "x-oss-tagging-count", Integer.toString(object.kept().tags().size()));
        }
        object.kept().headers().forEach((name, value) -> reply.header(name, bytes(value)));
        return reply.body(object.body(), first, end - first);
    }

    /** The bytes of a value, one character each. */
    private static String bytes(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
