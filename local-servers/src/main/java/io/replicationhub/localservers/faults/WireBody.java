package io.replicationhub.localservers.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The bytes of one body as they are on the wire, and where they end. */
abstract class WireBody {
    /** Reads at most {@code length} bytes; -1 at the end of the body. Never reads into the next message. */
    abstract int read(byte[] buffer, int length) throws IOException;

    /** Whether only the end of the connection ends the body. */
    boolean endsTheConnection() {
        return false;
    }

    static WireBody ofRequest(MessageHead head, InputStream in) throws IOException {
        return framed(head, in).orElseGet(() -> new Fixed(in, 0));
    }

    static WireBody ofResponse(MessageHead head, String requestMethod, InputStream in) throws IOException {
        int status = head.status();
        if (requestMethod.equals("HEAD") || status == 204 || status == 304) {
            return new Fixed(in, 0);
        }
        return framed(head, in).orElseGet(() -> new UntilClose(in));
    }

    private static Optional<WireBody> framed(MessageHead head, InputStream in) throws IOException {
        Optional<String> coding = head.header("Transfer-Encoding");
        if (coding.isPresent()) {
            if (!coding.get().equalsIgnoreCase("chunked")) {
                throw new IOException("unknown transfer coding: " + coding.get());
            }
            return Optional.of(new ChunkedBody(in));
        }
        Optional<String> length = head.header("Content-Length");
        try {
            return length.map(text -> new Fixed(in, Long.parseLong(text)));
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + length.get(), e);
        }
    }

    private static final class Fixed extends WireBody {
        private final InputStream in;
        private long left;

        Fixed(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        int read(byte[] buffer, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, 0, (int) Math.min(length, left));
            if (n < 0) {
                throw new EOFException("the connection ended " + left + " bytes before the end of a body");
            }
            left -= n;
            return n;
        }
    }

    private static final class UntilClose extends WireBody {
        private final InputStream in;

        UntilClose(InputStream in) {
            this.in = in;
        }

        @Override
        int read(byte[] buffer, int length) throws IOException {
            return in.read(buffer, 0, length);
        }

        @Override
        boolean endsTheConnection() {
            return true;
        }
    }
}
