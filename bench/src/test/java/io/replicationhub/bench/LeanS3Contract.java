package io.replicationhub.bench;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.util.Map;

/** What is measured is measured on a server that keeps what every object store promises, to whichever client. */
abstract class LeanS3Contract extends ServedStoreContract {
    private final S3Settings.Face face;

    LeanS3Contract(S3Settings.Face face) {
        this.face = face;
    }

    @Override
    protected BucketServer start() {
        LocalS3 server = LeanS3.KIND.start().apply(new AccessKey(who().accessKey(), who().secretKey()));
        return new BucketServer(
                server::createBucket,
                (bucket, who) -> S3Stores.open(
                        S3Settings.bucket(bucket).at(server.endpoint()).by(face), CredentialsSource.of(who)),
                server);
    }

    @Override
    public Map<Capability, String> lacking() {
        String unsigned = "the lean server looks at the access key only";
        return face == S3Settings.Face.WIRE
                ? Map.of(Capability.SIGNATURES_CHECKED, unsigned)
                : Map.of(
                        Capability.SIGNATURES_CHECKED,
                        unsigned,
                        Capability.CONTROL_CHARACTERS_IN_KEYS,
                        "the SDK does not ask for encoded listings, and XML has no form for them");
    }
}
