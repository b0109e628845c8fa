package io.replicationhub.checksum;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Kodo's hash: the SHA-1 of each block of 4 MiB; of one block or none, that behind a byte 0x16; of more, the SHA-1 of all
 * of these in a row behind a byte 0x96. Kodo gives it as the ETag, in Base64 for URLs (https://github.com/qiniu/qetag,
 * "qetag algorithm").
 */
public final class Qetag implements RunningChecksum {
    /** Every block but the last has so many bytes. */
    public static final int BLOCK_BYTES = 4 << 20;

    private static final byte ONE_BLOCK = 0x16;
    private static final byte MANY_BLOCKS = (byte) 0x96;
    private static final int TEXT = 28;

    private final MessageDigest block = sha1();
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private int inBlock;

    Qetag() {}

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (inBlock == BLOCK_BYTES) {
                endBlock();
            }
            int some = Math.min(left, BLOCK_BYTES - inBlock);
            block.update(bytes, at, some);
            inBlock += some;
            at += some;
            left -= some;
        }
    }

    @Override
    public PublishedChecksum value() {
        return ofHashes(List.of(hashes()));
    }

    /** Of the blocks so far, in a row. Ends it, as {@link #value} does. */
    byte[] hashes() {
        if (inBlock > 0 || hashes.size() == 0) {
            endBlock();
        }
        return hashes.toByteArray();
    }

    /** The value where these are the hashes of the blocks, some at a time, in order. */
    static PublishedChecksum ofHashes(List<byte[]> runs) {
        byte[] value = new byte[ChecksumKind.QETAG.bytes()];
        boolean oneBlock = runs.size() == 1 && runs.getFirst().length == value.length - 1;
        value[0] = oneBlock ? ONE_BLOCK : MANY_BLOCKS;
        System.arraycopy(oneBlock ? runs.getFirst() : hashOf(runs), 0, value, 1, value.length - 1);
        return PublishedChecksum.of(ChecksumKind.QETAG, value);
    }

    private static byte[] hashOf(List<byte[]> runs) {
        MessageDigest all = sha1();
        runs.forEach(all::update);
        return all.digest();
    }

    /** What an ETag of Kodo says; empty where it has another form, as that of an object that was uploaded in parts may. */
    public static Optional<PublishedChecksum> parse(String etag) {
        if (etag.length() != TEXT) {
            return Optional.empty();
        }
        try {
            byte[] value = Base64.getUrlDecoder().decode(etag);
            boolean known =
                    value.length == ChecksumKind.QETAG.bytes() && (value[0] == ONE_BLOCK || value[0] == MANY_BLOCKS);
            return known ? Optional.of(PublishedChecksum.of(ChecksumKind.QETAG, value)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void endBlock() {
        hashes.writeBytes(block.digest());
        inBlock = 0;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
