package io.replicationhub.cli;

import io.replicationhub.bench.LeanS3;

/** Over the lean server, which keeps versions. */
class VersionsTest extends VersionsContract {
    VersionsTest() {
        super(LeanS3.KIND);
    }
}
