package io.replicationhub.demo;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * An object whose bytes follow from its seed, so that it need not be held in memory.
 *
 * @param partBytes the size of its parts, or 0 to write it whole
 */
record SampleObject(ObjectKey key, ObjectMetadata metadata, long seed, long size, long partBytes) {
    private static final int BLOCK = 64 << 10;

    static SampleObject small(String key, ObjectMetadata metadata, long seed, long size) {
        return new SampleObject(new ObjectKey(key), metadata, seed, size, 0);
    }

    static SampleObject large(String key, long seed, long size, long partBytes) {
        return new SampleObject(new ObjectKey(key), ObjectMetadata.NONE, seed, size, partBytes);
    }

    /** The bytes from an offset on; offsets must be multiples of 64 KiB. */
    Payload bytes(long offset, long length) {
        return new Generated(seed, offset, length);
    }

    private record Generated(long seed, long offset, long length) implements Payload {
        @Override
        public OptionalInt crc32c() {
            CRC32C crc = new CRC32C();
            for (long at = 0; at < length; at += BLOCK) {
                crc.update(block(at), 0, (int) Math.min(BLOCK, length - at));
            }
            return OptionalInt.of((int) crc.getValue());
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (long at = 0; at < length; at += BLOCK) {
                out.write(block(at), 0, (int) Math.min(BLOCK, length - at));
            }
        }

        private byte[] block(long at) {
            byte[] bytes = new byte[(int) Math.min(BLOCK, length - at)];
            new SplittableRandom(seed * 31 + (offset + at) / BLOCK).nextBytes(bytes);
            return bytes;
        }
    }
}
