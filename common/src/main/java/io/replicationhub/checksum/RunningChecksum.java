package io.replicationhub.checksum;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** A checksum of bytes as they pass, in their order. Not thread-safe. */
public interface RunningChecksum {
    void update(byte[] bytes, int offset, int length);

    /** Of all bytes so far. Ends it: afterwards there is nothing to update. */
    PublishedChecksum value();

    /** One of no bytes yet. */
    static RunningChecksum of(ChecksumKind kind) {
        return switch (kind) {
            case CRC32C -> new OfChecksum(kind, new CRC32C());
            case CRC32 -> new OfChecksum(kind, new CRC32());
            case CRC64NVME -> new OfChecksum(kind, Crc64.nvme());
            case CRC64ECMA -> new OfChecksum(kind, Crc64.ecma());
            case SHA1 -> new OfDigest(kind, digest("SHA-1"));
            case SHA256 -> new OfDigest(kind, digest("SHA-256"));
            case QETAG -> new Qetag();
        };
    }

    /** Every Java platform has MD5, SHA-1 and SHA-256 (MessageDigest). */
    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A CRC, whose value stands in the lower bytes. */
    record OfChecksum(ChecksumKind kind, Checksum running) implements RunningChecksum {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            running.update(bytes, offset, length);
        }

        @Override
        public PublishedChecksum value() {
            return PublishedChecksum.crc(kind, running.getValue());
        }
    }

    /** A hash. */
    record OfDigest(ChecksumKind kind, MessageDigest running) implements RunningChecksum {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            running.update(bytes, offset, length);
        }

        @Override
        public PublishedChecksum value() {
            return PublishedChecksum.of(kind, running.digest());
        }
    }
}
