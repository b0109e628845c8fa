package io.replicationhub.testkit.contract;

import io.replicationhub.object.Payload;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;

/** A body as one that is passed on: it can be written once, and its checksum is known afterwards. For one thread. */
public final class OncePayload implements Payload {
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
    public OptionalInt crc32c() {
        return written == 0 ? OptionalInt.empty() : body.crc32c();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (written++ > 0) {
            throw new IOException("written before");
        }
        // As it comes from a connection: in pieces of no particular length.
        byte[] bytes = body.bytes();
        for (int at = 0; at < bytes.length; at += 77_777) {
            out.write(bytes, at, Math.min(77_777, bytes.length - at));
        }
    }
}
