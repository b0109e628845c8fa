package io.replicationhub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The body of one request: plain, HTTP-chunked or aws-chunked (with or without signatures and trailers), read as the
 * bytes that were meant. Not thread-safe.
 */
final class RequestBody {
    private final HttpInput in;
    private final boolean awsChunked;
    private final boolean httpChunked;
    private final Map<String, String> trailers = new HashMap<>();
    private long left;
    private boolean done;

    RequestBody(HttpRequest head, HttpInput in) {
        this.in = in;
        String encoding = head.header("content-encoding");
        String hash = head.header("x-amz-content-sha256");
        this.awsChunked =
                encoding != null && encoding.contains("aws-chunked") || hash != null && hash.startsWith("STREAMING-");
        String transfer = head.header("transfer-encoding");
        this.httpChunked = transfer != null && transfer.equalsIgnoreCase("chunked");
        String length = head.header("content-length");
        this.left = awsChunked || httpChunked ? 0 : length == null ? 0 : Long.parseLong(length);
        this.done = !awsChunked && !httpChunked && left == 0;
    }

    /** An empty buffer to read into, the same for each call. */
    ByteBuffer piece() {
        return in.piece();
    }

    /** Reads some bytes, or returns -1 at the end. */
    int read(ByteBuffer to) throws IOException {
        if (done) {
            return -1;
        }
        if (left == 0) {
            nextChunk();
            if (done) {
                return -1;
            }
        }
        int n = in.read(to, left);
        left -= n;
        if (left == 0) {
            if (awsChunked || httpChunked) {
                in.line();
            } else {
                done = true;
            }
        }
        return n;
    }

    private void nextChunk() throws IOException {
        if (awsChunked && httpChunked) {
            throw new IOException("aws-chunked within chunked is not supported");
        }
        String line = in.line();
        int semicolon = line.indexOf(';');
        left = Long.parseLong(semicolon < 0 ? line : line.substring(0, semicolon), 16);
        if (left > 0) {
            return;
        }
        done = true;
        for (String trailer = in.line(); !trailer.isEmpty(); trailer = in.line()) {
            int colon = trailer.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        trailer.substring(0, colon).trim().toLowerCase(java.util.Locale.ROOT),
                        trailer.substring(colon + 1).trim());
            }
        }
    }

    /** Trailers, once the body was read to its end. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Everything that is left, for small control documents. */
    byte[] all() throws IOException {
        Bytes bytes = new Bytes();
        ByteBuffer piece = piece();
        while (read(piece) >= 0) {
            bytes.add(piece.flip());
            piece.clear();
        }
        return bytes.toArray();
    }

    /** Reads what is left, so that the connection can carry another request. */
    void drain() throws IOException {
        if (done) {
            return;
        }
        ByteBuffer piece = piece();
        while (read(piece) >= 0) {
            piece.clear();
        }
    }
}
