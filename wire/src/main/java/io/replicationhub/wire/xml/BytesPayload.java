package io.replicationhub.wire.xml;

import io.replicationhub.object.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/** A body that is an array. */
public final class BytesPayload implements Payload {
    private final byte[] bytes;

    private BytesPayload(byte[] bytes) {
        this.bytes = bytes;
    }

    public static BytesPayload of(String text) {
        return new BytesPayload(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public OptionalInt crc32c() {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return OptionalInt.of((int) crc.getValue());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
