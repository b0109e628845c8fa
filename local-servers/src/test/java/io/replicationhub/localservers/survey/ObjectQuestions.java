package io.replicationhub.localservers.survey;

import static io.replicationhub.localservers.survey.Survey.bytes;
import static io.replicationhub.localservers.survey.Survey.error;
import static io.replicationhub.localservers.survey.Survey.same;
import static io.replicationhub.localservers.survey.Survey.status;

import io.replicationhub.localservers.AccessKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Metadata, checksums, conditions, ranges, copies and refusals of whole objects. */
final class ObjectQuestions {
    private static final Map<String, String> HEADERS = new LinkedHashMap<>();

    static {
        HEADERS.put("content-type", "text/x-odd; charset=utf-8");
        HEADERS.put("content-encoding", "gzip");
        HEADERS.put("content-language", "de-CH");
        HEADERS.put("content-disposition", "attachment; filename=\"a  b.txt\"; filename*=UTF-8''%e2%82%ac.txt");
        HEADERS.put("cache-control", "max-age=60, public");
        HEADERS.put("expires", "Wed, 21 Oct 2065 07:28:00 GMT");
        HEADERS.put("x-amz-website-redirect-location", "/elsewhere");
        HEADERS.put("x-amz-storage-class", "STANDARD_IA");
        HEADERS.put("x-amz-meta-plain", "value");
        HEADERS.put("x-amz-meta-dashed-name.x_y", "v");
        HEADERS.put("x-amz-meta-empty", "");
        HEADERS.put("x-amz-meta-spaces", "a  b");
        HEADERS.put("x-amz-meta-encoded", "=?UTF-8?B?w7w=?=");
    }

    private ObjectQuestions() {}

    static void ask(Survey survey) {
        HEADERS.forEach((name, value) -> survey.ask("metadata: " + name, () -> {
            String stored = status(survey.put("m", bytes("x"), Map.of(name, value)), 200);
            return stored.isEmpty()
                    ? same(
                            value,
                            survey.head("m", Map.of(), Map.of()).header(name).orElse("nothing"))
                    : stored;
        }));
        survey.ask("metadata: expires that is no date is kept", () -> {
            survey.put("m", bytes("x"), Map.of("expires", "soon"));
            return same(
                    "soon",
                    survey.head("m", Map.of(), Map.of()).header("expires").orElse("nothing"));
        });
        survey.ask("metadata: raw UTF-8 in user metadata comes back as UTF-8 or RFC 2047", () -> {
            String stored = status(survey.put("m", bytes("x"), Map.of("x-amz-meta-raw", "\u00FC")), 200);
            String back = survey.head("m", Map.of(), Map.of())
                    .header("x-amz-meta-raw")
                    .orElse("nothing");
            return !stored.isEmpty() || back.equals("\u00C3\u00BC") || back.startsWith("=?UTF-8?")
                    ? stored
                    : "found " + back;
        });
        survey.ask(
                "metadata: over 2 KB is refused with MetadataTooLarge",
                () -> error(
                        survey.put("m", bytes("x"), Map.of("x-amz-meta-big", "v".repeat(2100))),
                        400,
                        "MetadataTooLarge"));
        survey.ask("metadata: no content-type means binary/octet-stream", () -> {
            survey.put("m", "x");
            return same(
                    "binary/octet-stream",
                    survey.head("m", Map.of(), Map.of()).header("content-type").orElse("nothing"));
        });
        survey.ask("sse: AES256 is reported", () -> {
            String stored = status(survey.put("m", bytes("x"), Map.of("x-amz-server-side-encryption", "AES256")), 200);
            return stored.isEmpty()
                    ? same(
                            "AES256",
                            survey.head("m", Map.of(), Map.of())
                                    .header("x-amz-server-side-encryption")
                                    .orElse("nothing"))
                    : stored;
        });
        survey.ask("tags: on PUT, counted on HEAD or GET", () -> {
            String stored = status(survey.put("m", bytes("x"), Map.of("x-amz-tagging", "a=b")), 200);
            return stored.isEmpty()
                    ? same(
                            "1",
                            survey.get("m", Map.of())
                                    .header("x-amz-tagging-count")
                                    .orElse("nothing"))
                    : stored;
        });
        checksums(survey);
        conditions(survey);
        copies(survey);
        refusals(survey);
        survey.empty();
    }

    static String crc32c(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static void checksums(Survey survey) {
        byte[] body = bytes("checked");
        survey.ask(
                "checksum: wrong CRC32C on PUT is refused",
                () -> error(survey.put("c", body, Map.of("x-amz-checksum-crc32c", "AAAAAA==")), 400, "BadDigest"));
        survey.ask(
                "checksum: an object whose CRC32C was wrong is not there",
                () -> status(survey.get("c", Map.of()), 404));
        survey.ask("checksum: CRC32C is kept and told", () -> {
            survey.put("c", body, Map.of("x-amz-checksum-crc32c", crc32c(body)));
            return same(
                    crc32c(body),
                    survey.head("c", Map.of(), Map.of("x-amz-checksum-mode", "ENABLED"))
                            .header("x-amz-checksum-crc32c")
                            .orElse("nothing"));
        });
        survey.ask(
                "checksum: type of a single PUT is FULL_OBJECT",
                () -> same(
                        "FULL_OBJECT",
                        survey.head("c", Map.of(), Map.of("x-amz-checksum-mode", "ENABLED"))
                                .header("x-amz-checksum-type")
                                .orElse("nothing")));
        survey.ask(
                "checksum: wrong Content-MD5 is refused",
                () -> error(
                        survey.put("c", body, Map.of("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==")), 400, "BadDigest"));
        survey.ask("checksum: aws-chunked with a right trailer is stored without framing", () -> {
            String stored = status(trailer(survey, body, crc32c(body)), 200);
            return stored.isEmpty() ? same("checked", survey.get("t", Map.of()).text()) : stored;
        });
        survey.ask(
                "checksum: aws-chunked with a wrong trailer is refused",
                () -> error(trailer(survey, body, "AAAAAA=="), 400, "BadDigest"));
        survey.ask(
                "checksum: payload hash is checked",
                () -> error(
                        survey.put("c", body, Map.of("x-amz-content-sha256", "0".repeat(64))),
                        400,
                        "XAmzContentSHA256Mismatch"));
    }

    private static SignedClient.Answer trailer(Survey survey, byte[] body, String checksum) {
        String framed =
                Integer.toHexString(body.length) + "\r\n" + new String(body, java.nio.charset.StandardCharsets.UTF_8)
                        + "\r\n0\r\nx-amz-checksum-crc32c:" + checksum + "\r\n\r\n";
        return survey.put(
                "t",
                bytes(framed),
                Map.of(
                        "content-encoding",
                        "aws-chunked",
                        "x-amz-decoded-content-length",
                        Integer.toString(body.length),
                        "x-amz-content-sha256",
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "x-amz-sdk-checksum-algorithm",
                        "CRC32C",
                        "x-amz-trailer",
                        "x-amz-checksum-crc32c"));
    }

    private static void conditions(Survey survey) {
        String etag = survey.put("k", "0123456789").etag();
        survey.ask("etag: of a PUT is the quoted MD5", () -> same("\"781e5e245d69b566979b86e28d23f2c7\"", etag));
        survey.ask("get: If-Match right", () -> status(survey.get("k", Map.of("if-match", etag)), 200));
        survey.ask(
                "get: If-Match wrong is 412",
                () -> error(survey.get("k", Map.of("if-match", "\"x\"")), 412, "PreconditionFailed"));
        survey.ask(
                "get: If-Match wrong with a range is 412",
                () -> status(survey.get("k", Map.of("if-match", "\"x\"", "range", "bytes=0-1")), 412));
        survey.ask("get: range is 206 with Content-Range", () -> {
            SignedClient.Answer answer = survey.get("k", Map.of("range", "bytes=2-4"));
            return same(
                    "206 234 bytes 2-4/10",
                    answer.status() + " " + answer.text() + " "
                            + answer.header("content-range").orElse("none"));
        });
        survey.ask("get: range over the end is cut", () -> {
            SignedClient.Answer answer = survey.get("k", Map.of("range", "bytes=8-100"));
            return same(
                    "206 89 bytes 8-9/10",
                    answer.status() + " " + answer.text() + " "
                            + answer.header("content-range").orElse("none"));
        });
        survey.ask(
                "get: range behind the end is 416 InvalidRange",
                () -> error(survey.get("k", Map.of("range", "bytes=10-12")), 416, "InvalidRange"));
        survey.put("empty", "");
        survey.ask(
                "get: range of an empty object is 416",
                () -> status(survey.get("empty", Map.of("range", "bytes=0-0")), 416));
        survey.ask(
                "put: If-None-Match * where there is one is 412",
                () -> error(survey.put("k", bytes("x"), Map.of("if-none-match", "*")), 412, "PreconditionFailed"));
        survey.ask(
                "put: If-Match wrong is 412",
                () -> error(survey.put("k", bytes("x"), Map.of("if-match", "\"x\"")), 412, "PreconditionFailed"));
        survey.ask("get: missing key is NoSuchKey", () -> error(survey.get("none", Map.of()), 404, "NoSuchKey"));
        survey.ask("delete: missing key is 204", () -> status(survey.delete("none"), 204));
    }

    private static void copies(Survey survey) {
        String etag = survey.put("src", bytes("copied"), Map.of("content-type", "text/odd", "x-amz-meta-a", "1"))
                .etag();
        survey.ask("copy: keeps metadata and gives the ETag in the result", () -> {
            SignedClient.Answer copied = survey.put(
                    "dst", bytes(""), Map.of("x-amz-copy-source", "/survey/src", "x-amz-copy-source-if-match", etag));
            SignedClient.Answer read = survey.get("dst", Map.of());
            return same(
                    "200 copied text/odd 1 " + etag.replace("\"", ""),
                    copied.status() + " " + read.text() + " "
                            + read.header("content-type").orElse("") + " "
                            + read.header("x-amz-meta-a").orElse("") + " "
                            + copied.element("ETag").replaceAll("&quot;|\"|&#34;", ""));
        });
        survey.ask(
                "copy: source If-Match wrong is 412",
                () -> error(
                        survey.put(
                                "dst2",
                                bytes(""),
                                Map.of("x-amz-copy-source", "/survey/src", "x-amz-copy-source-if-match", "\"x\"")),
                        412,
                        "PreconditionFailed"));
        survey.ask("copy: REPLACE takes the metadata given", () -> {
            survey.put(
                    "dst",
                    bytes(""),
                    Map.of(
                            "x-amz-copy-source",
                            "/survey/src",
                            "x-amz-metadata-directive",
                            "REPLACE",
                            "content-type",
                            "text/new",
                            "x-amz-meta-b",
                            "2"));
            SignedClient.Answer read = survey.get("dst", Map.of());
            return same(
                    "text/new - 2",
                    read.header("content-type").orElse("") + " "
                            + read.header("x-amz-meta-a").orElse("-") + " "
                            + read.header("x-amz-meta-b").orElse(""));
        });
        survey.ask(
                "copy: missing source is NoSuchKey",
                () -> error(
                        survey.put("dst3", bytes(""), Map.of("x-amz-copy-source", "/survey/none")), 404, "NoSuchKey"));
        for (String odd : java.util.List.of("a b+c%d\u00FC", "x//y", "x/../y")) {
            survey.ask("copy: from odd key " + odd, () -> {
                survey.put(odd, "odd");
                String copied = status(
                        survey.put(
                                "dst4",
                                bytes(""),
                                Map.of("x-amz-copy-source", "/survey/" + SignedClient.escape(odd, true))),
                        200);
                return copied.isEmpty()
                        ? same("odd", survey.get("dst4", Map.of()).text())
                        : copied;
            });
        }
    }

    private static void refusals(Survey survey) {
        SignedClient client = survey.client();
        survey.ask(
                "auth: wrong secret is SignatureDoesNotMatch",
                () -> error(
                        new SignedClient(
                                        client.endpoint(),
                                        new AccessKey(client.key().id(), "wrong"))
                                .send("GET", "/survey", Map.of(), Map.of(), Survey.NOTHING),
                        403,
                        "SignatureDoesNotMatch"));
        survey.ask(
                "auth: a clock an hour off is RequestTimeTooSkewed",
                () -> error(
                        client.send(
                                "GET",
                                "/survey",
                                Map.of(),
                                Map.of(),
                                Survey.NOTHING,
                                Instant.now().minus(Duration.ofHours(1))),
                        403,
                        "RequestTimeTooSkewed"));
        survey.ask(
                "bucket: missing one is NoSuchBucket",
                () -> error(
                        client.send("GET", "/survey-none", Map.of("list-type", "2"), Map.of(), Survey.NOTHING),
                        404,
                        "NoSuchBucket"));
        survey.ask(
                "bucket: PUT into a missing one is NoSuchBucket",
                () -> error(
                        client.send("PUT", "/survey-none/k", Map.of(), Map.of(), new byte[1024]), 404, "NoSuchBucket"));
    }
}
