package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract over any endpoint, named by environment variables: {@code DRH_IT_S3_ENDPOINT}, {@code _ACCESS_KEY_ID},
 * {@code _SECRET_ACCESS_KEY}, {@code _REGION} (us-east-1), and the two buckets {@code _BUCKET} and
 * {@code _OTHER_BUCKET} (drh-it-1, drh-it-2), which exist and are emptied. {@code _LACKING} names the capabilities that
 * the store lacks, with commas between.
 */
abstract class NamedEndpointContract extends ServedStoreContract {
    private static final String PREFIX = "DRH_IT_S3_";
    private final S3Settings.Face face;

    NamedEndpointContract(S3Settings.Face face) {
        this.face = face;
    }

    @Override
    protected BucketServer start() {
        Assumptions.assumeTrue(
                System.getenv(PREFIX + "ENDPOINT") != null, PREFIX + "ENDPOINT names no endpoint to test against");
        return new BucketServer(
                existing -> {},
                (bucket, who) -> S3Stores.open(
                        S3Settings.bucket(bucket)
                                .at(URI.create(variable("ENDPOINT", "")))
                                .inRegion(variable("REGION", "us-east-1"))
                                .by(face),
                        CredentialsSource.of(who)),
                () -> {});
    }

    @Override
    protected Credentials who() {
        return Credentials.of(variable("ACCESS_KEY_ID", ""), variable("SECRET_ACCESS_KEY", ""));
    }

    @Override
    protected String bucket(String name) {
        return switch (name) {
            case "first" -> variable("BUCKET", "drh-it-1");
            case "second" -> variable("OTHER_BUCKET", "drh-it-2");
            default -> "drh-it-" + name;
        };
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = new HashMap<>();
        for (String name : variable("LACKING", "").split(",")) {
            if (!name.isBlank()) {
                lacking.put(Capability.valueOf(name.strip()), PREFIX + "LACKING names it");
            }
        }
        return lacking;
    }

    private static String variable(String name, String otherwise) {
        String value = System.getenv(PREFIX + name);
        return value == null ? otherwise : value;
    }
}
