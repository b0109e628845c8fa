package io.replicationhub.cli.rehearsal;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.ChecksumKind;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** An object of the stage: so many zeros. */
record StageObject(String key, long bytes, String etag) implements Comparable<StageObject> {
    static final byte[] ZEROS = new byte[64 << 10];

    static StageObject of(String key, long bytes) {
        return new StageObject(key, bytes, md5(bytes));
    }

    /** Of so many zeros, in hexadecimal. */
    static String md5(long bytes) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            overZeros(bytes, md5::update);
            return HexFormat.of().formatHex(md5.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** What stands before the body of an answer; checksums are of the kinds that Amazon's own clients have it keep. */
    String headers() {
        ChecksumKind kind = bytes % 3 == 0 ? ChecksumKind.CRC32C : ChecksumKind.CRC64NVME;
        RunningChecksum checksum = RunningChecksum.of(kind);
        overZeros(bytes, checksum::update);
        byte[] value = HexFormat.of().parseHex(checksum.value().value());
        String published = "x-amz-checksum-" + kind.name().toLowerCase(Locale.ROOT) + ": "
                + Base64.getEncoder().encodeToString(value) + "\r\n";
        return published + "ETag: \"" + etag
                + "\"\r\nLast-Modified: Wed, 01 Jan 2025 00:00:00 GMT\r\nContent-Type: text/plain\r\n"
                + "x-amz-meta-stage: rehearsal\r\n";
    }

    private interface Taking {
        void take(byte[] bytes, int offset, int length);
    }

    private static void overZeros(long bytes, Taking taking) {
        for (long left = bytes; left > 0; left -= ZEROS.length) {
            taking.take(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }

    /** As a listing has it. */
    String listed() {
        return "<Contents><Key>" + key + "</Key><LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>&quot;"
                + etag + "&quot;</ETag><Size>" + bytes + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }

    @Override
    public int compareTo(StageObject other) {
        return key.compareTo(other.key);
    }
}
