package io.replicationhub.testkit.contract;

import io.replicationhub.object.BodyOutput;
import io.replicationhub.object.Payload;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A body as one that is passed on: it can be written once, and its checksum is known afterwards. It is written in pieces of
 * no particular length, as they come from a connection, out of an array, a buffer of one and a direct buffer in turns. For
 * one thread.
 */
public final class OncePayload implements Payload {
    private static final int PIECE = 77_777;

    private final BytesPayload body;
    private int written;

    public OncePayload(BytesPayload body) {
        this.body = body;
    }

    public int timesWritten() {
        return written;
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public OptionalInt crc32c() {
        return written == 0 ? OptionalInt.empty() : body.crc32c();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (written++ > 0) {
            throw new IOException("written before");
        }
        BodyOutput to = BodyOutput.of(out);
        ByteBuffer direct = ByteBuffer.allocateDirect(PIECE + 3);
        byte[] bytes = body.bytes();
        for (int at = 0, turn = 0; at < bytes.length; at += PIECE, turn++) {
            int some = Math.min(PIECE, bytes.length - at);
            switch (turn % 3) {
                case 0 -> to.write(bytes, at, some);
                case 1 -> to.write(ByteBuffer.wrap(bytes, at, some));
                default ->
                    to.write(direct.clear()
                            .position(3)
                            .put(bytes, at, some)
                            .flip()
                            .position(3));
            }
        }
    }
}
