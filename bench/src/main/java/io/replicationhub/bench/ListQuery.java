package io.replicationhub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What one request for a page asked, and the frame of its answer. {@code after} is the key (or common prefix) that the
 * page starts behind, from a token, a start-after or a marker.
 */
record ListQuery(
        boolean v2, String prefix, String delimiter, String after, int maxKeys, boolean encoded, boolean token) {
    private static final int PAGE = 1000;

    static ListQuery of(HttpRequest request) throws S3Error {
        boolean v2 = request.query("list-type", "").equals("2");
        String token = request.query("continuation-token", "");
        String after =
                !v2 ? request.query("marker", "") : token.isEmpty() ? request.query("start-after", "") : decoded(token);
        String encoding = request.query("encoding-type", "");
        if (!encoding.isEmpty() && !encoding.equals("url")) {
            throw S3Error.invalidArgument("Invalid Encoding Method specified in Request");
        }
        return new ListQuery(
                v2,
                request.query("prefix", ""),
                request.query("delimiter", ""),
                after,
                Math.min(PAGE, number(request.query("max-keys", "1000"))),
                !encoding.isEmpty(),
                !token.isEmpty());
    }

    private static int number(String text) throws S3Error {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException bad) {
            throw S3Error.invalidArgument("max-keys is not a number: " + text);
        }
    }

    private static String decoded(String token) throws S3Error {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException bad) {
            throw S3Error.invalidArgument("The continuation token provided is incorrect");
        }
    }

    /** The first key to look at. */
    String from() {
        return after.compareTo(prefix) < 0 ? prefix : after;
    }

    boolean inclusive() {
        return !from().equals(after);
    }

    void write(String key, Bytes to) {
        if (encoded) {
            Percent.encode(key, to);
        } else {
            to.xml(key);
        }
    }

    /** Sends the page; {@code last} is empty where there is no further page. */
    void answer(String bucket, Bytes items, int found, String last, HttpOutput out) throws IOException {
        Bytes page = out.frame();
        page.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>");
        page.add(bucket).add("</Name><Prefix>");
        write(prefix, page);
        page.add("</Prefix>");
        if (!delimiter.isEmpty()) {
            page.add("<Delimiter>");
            write(delimiter, page);
            page.add("</Delimiter>");
        }
        if (encoded) {
            page.add("<EncodingType>url</EncodingType>");
        }
        page.add("<MaxKeys>").add(maxKeys).add("</MaxKeys>");
        if (v2) {
            page.add("<KeyCount>").add(found).add("</KeyCount>");
        } else {
            page.add("<Marker>");
            write(after, page);
            page.add("</Marker>");
        }
        page.add(last.isEmpty() ? "<IsTruncated>false</IsTruncated>" : "<IsTruncated>true</IsTruncated>");
        if (!last.isEmpty() && v2) {
            byte[] raw = last.getBytes(StandardCharsets.ISO_8859_1);
            page.add("<NextContinuationToken>");
            page.add(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
            page.add("</NextContinuationToken>");
        } else if (!last.isEmpty()) {
            page.add("<NextMarker>");
            write(last, page);
            page.add("</NextMarker>");
        }
        items.add("</ListBucketResult>");
        out.status(200).header("Content-Type", "application/xml");
        out.end(page, items);
    }
}
