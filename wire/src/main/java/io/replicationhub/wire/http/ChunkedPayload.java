package io.replicationhub.wire.http;

import io.replicationhub.object.BodyOutput;
import io.replicationhub.object.Payload;
import io.replicationhub.wire.text.Checksums;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * A body that says its checksum after its bytes, for one whose checksum is not known before they are sent: in chunks, with
 * a trailer ({@code aws-chunked}; Amazon S3 API reference, "Signature calculations for trailing headers"). Chunks of a MiB
 * cost a few bytes each, and no server is known to want them smaller. Not thread-safe.
 */
public final class ChunkedPayload implements Payload {
    /** What stands for the hash of such a body. Neither bytes nor trailer are signed: TLS keeps them, and the checksum. */
    public static final String HASH = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    static final int CHUNK = 1 << 20;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Payload payload;

    public ChunkedPayload(Payload payload) {
        this.payload = payload;
    }

    /** Of the bytes that are meant. */
    public long decodedLength() {
        return payload.length();
    }

    /** Of what is sent, which is known beforehand. */
    @Override
    public long length() {
        long whole = payload.length() / CHUNK;
        int rest = (int) (payload.length() % CHUNK);
        return whole * encoded(CHUNK) + (rest > 0 ? encoded(rest) : 0) + head(0).length + trailer(0).length;
    }

    private static int encoded(int chunk) {
        return head(chunk).length + chunk + LINE_END.length;
    }

    private static byte[] head(int chunk) {
        return (Integer.toHexString(chunk) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** As long for one checksum as for another. */
    private static byte[] trailer(int crc32c) {
        return (Checksums.HEADER + ':' + Checksums.base64(crc32c) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isRepeatable() {
        return payload.isRepeatable();
    }

    /** Of the bytes that are meant, once they are written. */
    @Override
    public OptionalInt crc32c() {
        return payload.crc32c();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Framing framing = new Framing(out, payload.length());
        payload.writeTo(framing);
        framing.checkWhole();
        out.write(head(0));
        int crc = payload.crc32c().orElseThrow(() -> new IOException("a body was written and has no checksum"));
        out.write(trailer(crc));
    }

    /** Puts bytes into chunks as they come. */
    private static final class Framing extends BodyOutput {
        private final BodyOutput out;
        private long left;
        private int leftOfChunk;

        Framing(OutputStream out, long length) {
            this.out = BodyOutput.of(out);
            this.left = length;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            write(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public boolean isDirect() {
            return out.isDirect();
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            int end = from.limit();
            if (from.remaining() > left) {
                throw new IOException("a body goes on after its length");
            }
            while (from.position() < end) {
                if (leftOfChunk == 0) {
                    leftOfChunk = (int) Math.min(CHUNK, left);
                    out.write(head(leftOfChunk));
                }
                int some = Math.min(leftOfChunk, end - from.position());
                out.write(from.limit(from.position() + some));
                left -= some;
                leftOfChunk -= some;
                if (leftOfChunk == 0) {
                    out.write(LINE_END);
                }
            }
        }

        void checkWhole() throws IOException {
            if (left > 0) {
                throw new IOException("a body ended " + left + " bytes before its length");
            }
        }
    }
}
