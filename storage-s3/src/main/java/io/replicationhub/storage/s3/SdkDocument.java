package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must hold to be one. The SDK makes an answer of any document, and of none: of the page that a proxy or a
 * portal puts in its place, one that holds nothing. It would be taken for a copy that was made.
 */
final class SdkDocument {
    private SdkDocument() {}

    /**
     * @param said what an answer of this kind tells, of which some is always there
     * @throws StorageException.Rejected where nothing is
     */
    static void check(Asked asked, @Nullable Object... said) throws StorageException {
        for (Object one : said) {
            if (one != null) {
                return;
            }
        }
        throw malformed(asked, "it tells nothing of it");
    }

    /** What an entry of an answer must have. */
    static <T> T in(Asked asked, @Nullable T value, String name) throws StorageException {
        if (value == null || value.equals("")) {
            throw malformed(asked, "an entry has no " + name);
        }
        return value;
    }

    /** What was asked for is not what came. */
    static StorageException malformed(Asked asked, String why) {
        return new StorageException.Rejected(
                FailureScope.ENDPOINT, asked + ": the answer is not the document that was asked for: " + why, null);
    }
}
