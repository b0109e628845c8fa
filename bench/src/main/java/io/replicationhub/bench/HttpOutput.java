package io.replicationhub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes answers to one connection; a small answer leaves in one write. Not thread-safe. */
final class HttpOutput {
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    private static final int TOGETHER = 64 << 10;

    private final Line line;
    private final InstantSource clock;
    private final Bytes head = new Bytes();
    private final Bytes page = new Bytes();
    private final Bytes frame = new Bytes();
    private boolean headOnly;
    private int status;
    private long second;
    private String date = "";

    HttpOutput(Line line, InstantSource clock) {
        this.line = line;
        this.clock = clock;
    }

    void begin(HttpRequest request) {
        headOnly = request.isHead();
    }

    void sayContinue() throws IOException {
        line.write(ByteBuffer.wrap(CONTINUE));
    }

    /** A buffer of this connection for the body of an answer. */
    Bytes page() {
        return page.clear();
    }

    /** A second one, for what goes before the page. */
    Bytes frame() {
        return frame.clear();
    }

    HttpOutput status(int code) {
        status = code;
        long now = clock.millis() / 1000;
        if (now != second) {
            second = now;
            date = httpDate(Instant.ofEpochSecond(now));
        }
        head.clear()
                .add("HTTP/1.1 ")
                .add(code)
                .add(reason(code))
                .add("\r\nDate: ")
                .add(date)
                .add("\r\n");
        return this;
    }

    static String httpDate(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(at.atOffset(ZoneOffset.UTC))
                .replaceFirst(", (\\d) ", ", 0$1 ");
    }

    private static String reason(int code) {
        return switch (code) {
            case 200 -> " OK";
            case 204 -> " No Content";
            case 206 -> " Partial Content";
            case 304 -> " Not Modified";
            case 400 -> " Bad Request";
            case 403 -> " Forbidden";
            case 404 -> " Not Found";
            case 409 -> " Conflict";
            case 412 -> " Precondition Failed";
            case 416 -> " Range Not Satisfiable";
            case 501 -> " Not Implemented";
            default -> " Other";
        };
    }

    HttpOutput header(String name, String value) {
        head.add(name).add(": ").add(value).add("\r\n");
        return this;
    }

    void end() throws IOException {
        if (status != 204 && status != 304) {
            head.add("Content-Length: 0\r\n");
        }
        head.add("\r\n");
        line.write(head.written());
    }

    void end(Bytes body) throws IOException {
        end(body.array(), body.size());
    }

    /** Sends the two buffers as one body, without putting them together. */
    void end(Bytes first, Bytes second) throws IOException {
        head.add("Content-Length: ").add((long) first.size() + second.size()).add("\r\n\r\n");
        if (!headOnly) {
            head.add(first.array(), 0, first.size());
        }
        line.write(head.written());
        if (!headOnly) {
            line.write(second.written());
        }
    }

    private void end(byte[] body, int length) throws IOException {
        head.add("Content-Length: ").add(length).add("\r\n\r\n");
        if (headOnly) {
            line.write(head.written());
        } else if (length <= TOGETHER) {
            head.add(body, 0, length);
            line.write(head.written());
        } else {
            line.write(head.written());
            line.write(ByteBuffer.wrap(body, 0, length));
        }
    }

    void end(Body body, long from, long length) throws IOException {
        head.add("Content-Length: ").add(length).add("\r\n\r\n");
        if (headOnly) {
            line.write(head.written());
        } else if (length <= TOGETHER) {
            body.read(from, length, head::add);
            line.write(head.written());
        } else {
            line.write(head.written());
            body.read(from, length, line::write);
        }
    }
}
