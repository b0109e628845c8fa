package io.replicationhub.transfer;

import io.replicationhub.object.ByteRange;

/** An object cut into parts of one size, but for the last. Parts are numbered from 1 on. */
record PartLayout(long size, long partBytes) {
    int count() {
        return Math.toIntExact((size + partBytes - 1) / partBytes);
    }

    ByteRange range(int number) {
        long offset = (number - 1) * partBytes;
        return new ByteRange(offset, Math.min(partBytes, size - offset));
    }
}
