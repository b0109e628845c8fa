package io.replicationhub.localservers.survey;

import static io.replicationhub.localservers.survey.Survey.error;
import static io.replicationhub.localservers.survey.Survey.path;
import static io.replicationhub.localservers.survey.Survey.same;
import static io.replicationhub.localservers.survey.Survey.status;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Multipart uploads. */
final class UploadQuestions {
    private static final byte[] FIRST = filled(5 << 20, 1);
    private static final byte[] LAST = filled(1000, 2);

    private final Survey survey;

    private UploadQuestions(Survey survey) {
        this.survey = survey;
    }

    static void ask(Survey survey) {
        UploadQuestions questions = new UploadQuestions(survey);
        questions.plain();
        questions.checked();
        questions.copied();
        questions.refused();
        questions.listed();
        survey.empty();
    }

    private void plain() {
        String upload = create("mp", Map.of("content-type", "text/odd", "x-amz-meta-a", "1"));
        String first = part("mp", upload, 1, FIRST, Map.of()).etag();
        String last = part("mp", upload, 2, LAST, Map.of()).etag();
        survey.ask("part: ETag is the quoted MD5", () -> same('"' + hex(md5(FIRST)) + '"', first));
        SignedClient.Answer done = complete("mp", upload, Map.of(), document(first, last));
        String form = hex(md5(concat(md5(FIRST), md5(LAST)))) + "-2";
        survey.ask("complete: result has the ETag md5(md5s)-N", () -> same(form, unquoted(done.element("ETag"))));
        survey.ask(
                "complete: HEAD has the ETag md5(md5s)-N",
                () -> same('"' + form + '"', head(Map.of()).etag()));
        survey.ask(
                "complete: metadata of create is kept",
                () -> same(
                        "text/odd 1",
                        head(Map.of()).header("content-type").orElse("") + " "
                                + head(Map.of()).header("x-amz-meta-a").orElse("")));
        survey.ask(
                "complete: listing has the ETag md5(md5s)-N",
                () -> same(form, unquoted(survey.list(Map.of("prefix", "mp")).element("ETag"))));
        survey.ask(
                "head: partNumber=1 tells the first part's length",
                () -> same(
                        Integer.toString(FIRST.length),
                        head(Map.of("partNumber", "1")).header("content-length").orElse("")));
        survey.ask(
                "head: partNumber=1 tells the number of parts",
                () -> same(
                        "2",
                        head(Map.of("partNumber", "1"))
                                .header("x-amz-mp-parts-count")
                                .orElse("nothing")));
        survey.ask(
                "get: partNumber=2 gives the second part",
                () -> same(
                        LAST.length,
                        survey.client()
                                .send("GET", path("mp"), Map.of("partNumber", "2"), Map.of(), Survey.NOTHING)
                                .body()
                                .length));
        survey.put("single", "x");
        survey.ask("head: partNumber=1 of a single PUT is the whole, without a count", () -> {
            SignedClient.Answer answer = survey.head("single", Map.of("partNumber", "1"), Map.of());
            return same(
                    "1 nothing",
                    answer.header("content-length").orElse("") + " "
                            + answer.header("x-amz-mp-parts-count").orElse("nothing"));
        });
        survey.ask(
                "complete: parts of the finished upload are NoSuchUpload",
                () -> error(listParts("mp", upload, Map.of()), 404, "NoSuchUpload"));
        survey.ask("complete: If-None-Match * where there is one is 412", () -> {
            String other = create("mp", Map.of());
            String tag = part("mp", other, 1, LAST, Map.of()).etag();
            return error(complete("mp", other, Map.of("if-none-match", "*"), document(tag)), 412, "PreconditionFailed");
        });
    }

    private void checked() {
        survey.ask(
                "part: wrong CRC32C is refused",
                () -> error(
                        part("cs", create("cs", crcUpload()), 1, LAST, Map.of("x-amz-checksum-crc32c", "AAAAAA==")),
                        400,
                        "BadDigest"));
        survey.ask(
                "part: wrong CRC32C is refused in an upload made without an algorithm",
                () -> error(
                        part("cs", create("cs", Map.of()), 1, LAST, Map.of("x-amz-checksum-crc32c", "AAAAAA==")),
                        400,
                        "BadDigest"));
        survey.ask(
                "part: wrong Content-MD5 is refused",
                () -> error(
                        part("cs", create("cs", Map.of()), 1, LAST, Map.of("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==")),
                        400,
                        "BadDigest"));
        String whole = ObjectQuestions.crc32c(concat(FIRST, LAST));
        for (boolean parts : new boolean[] {true, false}) {
            String how =
                    parts ? " with checksums of parts in the document" : " without checksums of parts in the document";
            survey.ask("complete: right FULL_OBJECT CRC32C is taken and told," + how, () -> {
                SignedClient.Answer done = fullObject(whole, parts);
                return done.status() == 200
                        ? same(
                                whole + " FULL_OBJECT",
                                done.element("ChecksumCRC32C") + " " + done.element("ChecksumType"))
                        : status(done, 200);
            });
            survey.ask("head: FULL_OBJECT CRC32C is told," + how, () -> {
                SignedClient.Answer answer = survey.head("cs", Map.of(), Map.of("x-amz-checksum-mode", "ENABLED"));
                return same(
                        whole + " FULL_OBJECT",
                        answer.header("x-amz-checksum-crc32c").orElse("nothing") + " "
                                + answer.header("x-amz-checksum-type").orElse("nothing"));
            });
            survey.ask(
                    "complete: wrong FULL_OBJECT CRC32C is refused," + how,
                    () -> error(fullObject("AAAAAA==", parts), 400, "BadDigest"));
        }
        survey.ask("complete: wrong x-amz-mp-object-size is refused", () -> {
            String upload = create("sz", Map.of());
            String tag = part("sz", upload, 1, LAST, Map.of()).etag();
            return status(complete("sz", upload, Map.of("x-amz-mp-object-size", "5"), document(tag)), 400);
        });
    }

    private SignedClient.Answer fullObject(String checksum, boolean partChecksums) {
        String upload = create("cs", crcUpload());
        SignedClient.Answer one =
                part("cs", upload, 1, FIRST, Map.of("x-amz-checksum-crc32c", ObjectQuestions.crc32c(FIRST)));
        SignedClient.Answer two =
                part("cs", upload, 2, LAST, Map.of("x-amz-checksum-crc32c", ObjectQuestions.crc32c(LAST)));
        String document = partChecksums
                ? document(
                        withChecksum(one.etag(), ObjectQuestions.crc32c(FIRST)),
                        withChecksum(two.etag(), ObjectQuestions.crc32c(LAST)))
                : document(one.etag(), two.etag());
        return complete(
                "cs",
                upload,
                Map.of("x-amz-checksum-type", "FULL_OBJECT", "x-amz-checksum-crc32c", checksum),
                document);
    }

    private static String withChecksum(String etag, String checksum) {
        // Lies within the element that document() writes for the part.
        return etag + "</ETag><ChecksumCRC32C>" + checksum + "</ChecksumCRC32C>";
    }

    private void copied() {
        String etag = survey.put("from", concat(FIRST, LAST), Map.of()).etag();
        survey.ask("part copy: range and right If-Match, ETag md5(md5s)-N", () -> {
            String upload = create("to", Map.of());
            SignedClient.Answer one = copyPart("to", upload, 1, "bytes=0-" + (FIRST.length - 1), etag);
            SignedClient.Answer two =
                    copyPart("to", upload, 2, "bytes=" + FIRST.length + "-" + (FIRST.length + LAST.length - 1), etag);
            SignedClient.Answer done = complete(
                    "to", upload, Map.of(), document(unquoted(one.element("ETag")), unquoted(two.element("ETag"))));
            return same(
                    "200 " + hex(md5(concat(md5(FIRST), md5(LAST)))) + "-2",
                    done.status() + " " + unquoted(done.element("ETag")));
        });
        survey.ask(
                "part copy: If-Match wrong is 412",
                () -> error(
                        copyPart("to", create("to", Map.of()), 1, "bytes=0-9", "\"x\""), 412, "PreconditionFailed"));
        survey.ask("part copy: range behind the end is refused", () -> {
            int code = copyPart("to", create("to", Map.of()), 1, "bytes=99999999-100000000", etag)
                    .status();
            return code == 416 || code == 400 ? "" : Integer.toString(code);
        });
    }

    private void refused() {
        String upload = create("bad", Map.of());
        String large = part("bad", upload, 1, FIRST, Map.of()).etag();
        String other = part("bad", upload, 2, LAST, Map.of()).etag();
        survey.ask(
                "complete: wrong part ETag is InvalidPart",
                () -> error(
                        complete("bad", upload, Map.of(), document("\"" + "0".repeat(32) + "\"")), 400, "InvalidPart"));
        survey.ask("complete: descending parts are InvalidPartOrder", () -> {
            String descending =
                    "<CompleteMultipartUpload>" + one(2, other) + one(1, large) + "</CompleteMultipartUpload>";
            return error(complete("bad", upload, Map.of(), descending), 400, "InvalidPartOrder");
        });
        survey.ask("complete: small part that is not the last is EntityTooSmall", () -> {
            String small = create("bad", Map.of());
            String one = part("bad", small, 1, LAST, Map.of()).etag();
            String two = part("bad", small, 2, LAST, Map.of()).etag();
            return error(complete("bad", small, Map.of(), document(one, two)), 400, "EntityTooSmall");
        });
        survey.ask(
                "part: number 10,001 is refused",
                () -> status(part("bad", create("bad", Map.of()), 10_001, LAST, Map.of()), 400));
        survey.ask(
                "part: unknown upload is NoSuchUpload",
                () -> error(part("bad", "no-such-upload", 1, LAST, Map.of()), 404, "NoSuchUpload"));
        survey.ask("abort: 204, then NoSuchUpload for parts and for abort", () -> {
            String aborted = create("bad", Map.of());
            part("bad", aborted, 1, LAST, Map.of());
            int first = abort("bad", aborted).status();
            int late = part("bad", aborted, 1, LAST, Map.of()).status();
            return same(
                    "204 404 404",
                    first + " " + late + " " + abort("bad", aborted).status());
        });
    }

    private void listed() {
        String upload = create("ls/a b\u00FC", Map.of());
        String other = create("ls/a b\u00FCc", Map.of());
        create("elsewhere", Map.of());
        part("ls/a b\u00FC", upload, 1, FIRST, Map.of());
        part("ls/a b\u00FC", upload, 3, LAST, Map.of());
        part("ls/a b\u00FC", upload, 3, FIRST, Map.of());
        SignedClient.Answer parts = listParts("ls/a b\u00FC", upload, Map.of());
        survey.ask(
                "list parts: numbers, sizes and ETags, of a part sent twice the last",
                () -> same(
                        List.of(
                                List.of("1", "3"),
                                List.of("5242880", "5242880"),
                                List.of(hex(md5(FIRST)), hex(md5(FIRST)))),
                        List.of(
                                parts.elements("PartNumber"),
                                parts.elements("Size"),
                                parts.elements("ETag").stream()
                                        .map(UploadQuestions::unquoted)
                                        .toList())));
        survey.ask("list parts: max-parts and part-number-marker", () -> {
            SignedClient.Answer page = listParts("ls/a b\u00FC", upload, Map.of("max-parts", "1"));
            SignedClient.Answer next =
                    listParts("ls/a b\u00FC", upload, Map.of("max-parts", "1", "part-number-marker", "1"));
            return same(
                    List.of(List.of("1"), "true", List.of("3"), "false"),
                    List.of(
                            page.elements("PartNumber"),
                            page.element("IsTruncated"),
                            next.elements("PartNumber"),
                            next.element("IsTruncated")));
        });
        survey.ask(
                "list uploads: prefix selects",
                () -> same(
                        List.of("ls/a b\u00FC", "ls/a b\u00FCc"),
                        Survey.keys(listUploads(Map.of("prefix", "ls/", "encoding-type", "url")))));
        survey.ask(
                "list uploads: prefix that is a whole key",
                () -> same(
                        List.of("ls/a b\u00FCc"),
                        Survey.keys(listUploads(Map.of("prefix", "ls/a b\u00FCc", "encoding-type", "url")))));
        survey.ask("list uploads: max-uploads and markers", () -> {
            SignedClient.Answer page = listUploads(Map.of("prefix", "ls/", "max-uploads", "1"));
            SignedClient.Answer next = listUploads(Map.of(
                    "prefix", "ls/", "max-uploads", "1", "key-marker", "ls/a b\u00FC", "upload-id-marker", upload));
            return same(
                    List.of(List.of(upload), "true", List.of(other)),
                    List.of(page.elements("UploadId"), page.element("IsTruncated"), next.elements("UploadId")));
        });
        survey.ask(
                "list uploads: Initiated is now",
                () -> listUploads(Map.of()).elements("Initiated").stream()
                                .allMatch(t -> java.time.Instant.parse(t)
                                        .isAfter(java.time.Instant.now().minusSeconds(600)))
                        ? ""
                        : "old or absent");
        survey.ask(
                "list uploads: open uploads are not objects",
                () -> same(List.of(), Survey.keys(survey.list(Map.of("prefix", "ls/")))));
    }

    private static Map<String, String> crcUpload() {
        return Map.of("x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", "FULL_OBJECT");
    }

    private SignedClient.Answer head(Map<String, String> query) {
        return survey.head("mp", query, Map.of());
    }

    private String create(String key, Map<String, String> headers) {
        return survey.client()
                .send("POST", path(key), Map.of("uploads", ""), headers, Survey.NOTHING)
                .element("UploadId");
    }

    private SignedClient.Answer part(String key, String upload, int number, byte[] body, Map<String, String> headers) {
        return survey.client()
                .send(
                        "PUT",
                        path(key),
                        Map.of("uploadId", upload, "partNumber", Integer.toString(number)),
                        headers,
                        body);
    }

    private SignedClient.Answer copyPart(String key, String upload, int number, String range, String etag) {
        return part(
                key,
                upload,
                number,
                Survey.NOTHING,
                Map.of(
                        "x-amz-copy-source",
                        "/survey/from",
                        "x-amz-copy-source-range",
                        range,
                        "x-amz-copy-source-if-match",
                        etag));
    }

    private SignedClient.Answer complete(String key, String upload, Map<String, String> headers, String document) {
        return survey.client()
                .send(
                        "POST",
                        path(key),
                        Map.of("uploadId", upload),
                        headers,
                        document.getBytes(StandardCharsets.UTF_8));
    }

    private SignedClient.Answer abort(String key, String upload) {
        return survey.client().send("DELETE", path(key), Map.of("uploadId", upload), Map.of(), Survey.NOTHING);
    }

    private SignedClient.Answer listParts(String key, String upload, Map<String, String> query) {
        TreeMap<String, String> all = new TreeMap<>(query);
        all.put("uploadId", upload);
        return survey.client().send("GET", path(key), all, Map.of(), Survey.NOTHING);
    }

    private SignedClient.Answer listUploads(Map<String, String> query) {
        TreeMap<String, String> all = new TreeMap<>(query);
        all.put("uploads", "");
        return survey.client().send("GET", "/" + Survey.BUCKET, all, Map.of(), Survey.NOTHING);
    }

    private static String document(String... etags) {
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < etags.length; i++) {
            document.append(one(i + 1, etags[i]));
        }
        return document.append("</CompleteMultipartUpload>").toString();
    }

    private static String one(int number, String etag) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + (etag.endsWith(">") ? "" : "</ETag>")
                + "</Part>";
    }

    private static String unquoted(String etag) {
        return etag.replaceAll("&quot;|&#34;|\"", "");
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
