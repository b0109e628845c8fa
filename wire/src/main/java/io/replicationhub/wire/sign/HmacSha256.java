package io.replicationhub.wire.sign;

import java.security.MessageDigest;

/**
 * HMAC over SHA-256 for one key (RFC 2104). The JDK has one, {@code javax.crypto.Mac}; to look it up, it opens every jar of
 * the class path and all of its providers, which takes a run 50 ms before its first request. Immutable.
 */
final class HmacSha256 {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    /** @param sha256 to be used now, and left as new */
    HmacSha256(byte[] key, MessageDigest sha256) {
        byte[] fitting = key.length > BLOCK ? sha256.digest(key) : key;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i < fitting.length ? fitting[i] : 0;
            inner[i] = (byte) (b ^ INNER);
            outer[i] = (byte) (b ^ OUTER);
        }
    }

    /** @param sha256 to be used now, and left as new */
    byte[] of(byte[] text, MessageDigest sha256) {
        sha256.update(inner);
        byte[] within = sha256.digest(text);
        sha256.update(outer);
        return sha256.digest(within);
    }
}
