package io.replicationhub.localservers.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole response.
 *
 * @param status the status code
 * @param headers as {@code Name: value}; framing headers are left out, as the proxy writes its own
 * @param body without transfer coding
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, List<String> headers, byte[] body) {
    public Reply {
        headers = List.copyOf(headers);
    }

    /** An error document as S3 writes it. */
    public static Reply s3Error(int status, String code, String message) {
        return xml(
                status,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message><RequestId>fault</RequestId></Error>");
    }

    /** 503 SlowDown: the answer of an S3 that is asked too much. */
    public static Reply slowDown() {
        return s3Error(503, "SlowDown", "Please reduce your request rate.");
    }

    /** 500 InternalError. */
    public static Reply internalError() {
        return s3Error(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    public static Reply xml(int status, String document) {
        return new Reply(status, List.of("Content-Type: application/xml"), document.getBytes(StandardCharsets.UTF_8));
    }

    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other);
    }

    /** Adds one header. */
    public Reply with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Reply(status, more, body);
    }

    void writeTo(OutputStream out, String method) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Proxied\r\n");
        headers.forEach(h -> head.append(h).append("\r\n"));
        if (status != 204 && status != 304 && headers.stream().noneMatch(Reply::isLength)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD")) {
            out.write(body);
        }
        out.flush();
    }

    private static boolean isLength(String header) {
        return header.regionMatches(true, 0, "content-length:", 0, "content-length:".length());
    }
}
