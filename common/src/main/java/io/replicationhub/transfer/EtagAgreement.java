package io.replicationhub.transfer;

import io.replicationhub.object.ETag;

/**
 * Whether the two stores' ETags say the same of the same bytes, as seen so far. They do where both are MD5; with SSE-KMS,
 * SSE-C and on some stores they only look like it. Equal tags prove a copy for nothing; unequal ones prove nothing until
 * more is known. Thread-safe.
 */
final class EtagAgreement {
    /** After so many disagreements in a row that were no corruption, equal tags are no longer expected. */
    private static final int ENOUGH = 3;

    private volatile int disagreements;

    private EtagAgreement(int disagreements) {
        this.disagreements = disagreements;
    }

    /** Where nothing is known yet. */
    static EtagAgreement hoped() {
        return new EtagAgreement(0);
    }

    /** Where the destination is asked to write tags that are no MD5s. */
    static EtagAgreement notExpected() {
        return new EtagAgreement(ENOUGH);
    }

    /** Whether a copy of this version should bear its tag. */
    boolean expected(ETag source) {
        return source.isPresent() && disagreements < ENOUGH;
    }

    void agreed() {
        if (disagreements != 0) {
            disagreements = 0;
        }
    }

    /** The tags differ and the bytes do not. */
    synchronized void disagreed() {
        int seen = disagreements;
        disagreements = seen + 1;
    }
}
