package io.replicationhub.storage.s3;

import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("slow")
@Tag("ceph")
class SdkOverCephTest extends CephContract {
    SdkOverCephTest() {
        super(S3Settings.Face.SDK);
    }

    @Override
    public Optional<String> cannotKeep(String key) {
        return key.endsWith("%")
                ? Optional.of("the SDK decodes the prefix of a listing, which radosgw 16 does not encode")
                : Optional.empty();
    }
}
