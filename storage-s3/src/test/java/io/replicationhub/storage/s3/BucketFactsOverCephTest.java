package io.replicationhub.storage.s3;

import io.replicationhub.localservers.LocalS3Kind;
import org.junit.jupiter.api.Tag;

@Tag("slow")
@Tag("ceph")
final class BucketFactsOverCephTest extends BucketFactsContract {
    BucketFactsOverCephTest() {
        super(LocalS3Kind.CEPH);
    }
}
