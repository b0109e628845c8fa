package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.BodyChecksum;

/**
 * Whether a HEAD asks for the checksums that were stored with the object. Of an object under a key of KMS that takes the
 * right to decrypt, which a HEAD alone does not (API reference, HeadObject: {@code x-amz-checksum-mode}); who has it not
 * is told no checksums. Thread-safe.
 */
final class ChecksumAsking {
    /** Has a store that takes checksums with bodies tell them again. */
    static final String HEADER = "x-amz-checksum-mode";

    static final String ENABLED = "ENABLED";

    private volatile boolean asks;

    ChecksumAsking(S3Dialect dialect) {
        this.asks = of(dialect);
    }

    /** Whether the store keeps checksums at all. */
    static boolean of(S3Dialect dialect) {
        return dialect.checksums() == BodyChecksum.CRC32C;
    }

    interface Heading {
        ObjectHead head() throws StorageException;
    }

    ObjectHead head(Heading asking, Heading plain) throws StorageException {
        if (!asks) {
            return plain.head();
        }
        try {
            return asking.head();
        } catch (StorageException.Denied e) {
            if (e.scope() != FailureScope.OBJECT) {
                throw e;
            }
            ObjectHead head = plain.head();
            asks = false;
            return head;
        }
    }
}
