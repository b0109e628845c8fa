package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.testkit.contract.BucketServer;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/** Local servers for the contract suites. */
final class Served {
    private Served() {}

    /** Starts a server, or gives up with the reason why there is none to be had. */
    static LocalS3 start(LocalS3Kind kind, Credentials who) {
        kind.absence().get().ifPresent(Assumptions::abort);
        return kind.start().apply(new AccessKey(who.accessKey(), who.secretKey()));
    }

    /** The server, its buckets opened as the settings are bent. */
    static BucketServer by(UnaryOperator<S3Settings> way, LocalS3 server) {
        return new BucketServer(
                server::createBucket,
                (bucket, who) -> S3Stores.open(
                        way.apply(S3Settings.bucket(bucket).at(server.endpoint())),
                        CredentialsSource.of(who),
                        Map.of()),
                server);
    }
}
