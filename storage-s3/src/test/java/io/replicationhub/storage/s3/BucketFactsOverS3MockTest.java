package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.StorageException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
final class BucketFactsOverS3MockTest extends BucketFactsContract {
    BucketFactsOverS3MockTest() {
        super(LocalS3Kind.S3MOCK);
    }

    @Override
    void assertUnlocked(BucketFacts facts) {
        // S3Mock has an error of its own for it.
        assertThrows(StorageException.Rejected.class, facts::lock);
    }
}
