package io.replicationhub.storage.s3;

import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.Connector;
import io.replicationhub.wire.sign.AwsSigner;
import java.net.URI;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the way to the bucket, and another one where the store says that it is elsewhere. */
final class S3Routes {
    private final S3Settings settings;
    private final @Nullable SSLSocketFactory tls;
    private final LongSupplier nanos;

    S3Routes(S3Settings settings, @Nullable SSLSocketFactory tls, LongSupplier nanos) {
        this.settings = settings;
        this.tls = tls;
        this.nanos = nanos;
    }

    /** The way by the settings. */
    S3Route first() {
        return to(settings.firstRegion());
    }

    /** Whether the region may be learnt: a user's own choice is not overruled. */
    boolean mayLearnRegion() {
        return settings.region().isEmpty();
    }

    /** The way to the bucket in a region. */
    S3Route to(String region) {
        URI service = settings.endpoint().orElseGet(() -> AmazonHosts.endpoint(region));
        S3Target target = S3Target.of(
                service, settings.bucket(), settings.effectiveDialect().addressing());
        return new S3Route(
                target,
                new ConnectionPool(new Connector(target.endpoint(), tls), nanos),
                new AwsSigner("s3", region),
                settings.payer());
    }
}
