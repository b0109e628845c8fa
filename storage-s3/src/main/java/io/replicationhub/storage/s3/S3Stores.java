package io.replicationhub.storage.s3;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.wire.HttpProxies;
import io.replicationhub.wire.http.CryptoProvider;
import io.replicationhub.wire.http.TlsTrust;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Opens buckets of S3 and of what speaks its protocol. */
public final class S3Stores {
    private S3Stores() {}

    /** As the other, with this process's environment. */
    public static ObjectStore open(S3Settings settings, CredentialsSource credentials) {
        return open(settings, credentials, System.getenv());
    }

    /**
     * Opens a bucket. Nothing is asked of the store yet. Where the environment names a proxy for the endpoint, the SDK
     * speaks to it whatever face was asked for, and a line in the log says so: the wire knows no proxies.
     *
     * @throws IllegalArgumentException where the settings cannot be used; the message says which and why
     */
    public static ObjectStore open(
            S3Settings settings, CredentialsSource credentials, Map<String, String> environment) {
        Optional<URI> proxy = HttpProxies.forEndpoint(address(settings), environment);
        if (settings.face() == S3Settings.Face.SDK) {
            return SdkStores.open(settings, credentials, proxy);
        }
        if (proxy.isPresent()) {
            // Looked up here alone: to load a logger costs more than to list a page.
            LoggerFactory.getLogger(S3Stores.class)
                    .info(
                            "s3://{} by the AWS SDK, through the proxy {}",
                            settings.bucket(),
                            HttpProxies.withoutUser(proxy.get()));
            return SdkStores.open(settings, credentials, proxy);
        }
        S3Dialect dialect = settings.effectiveDialect();
        if (dialect.qetags()) {
            // SHA-1 of every body: 5 CPU-s for a GiB by the JDK's own code under C1, which is what we run on.
            CryptoProvider.preferNative();
        }
        return new WireObjectStore(settings.bucket(), dialect, caller(settings, credentials));
    }

    /** What makes requests of a bucket over the wire. */
    static S3Caller caller(S3Settings settings, CredentialsSource credentials) {
        S3Routes routes =
                new S3Routes(settings, TlsTrust.of(address(settings), settings.caCertificates()), System::nanoTime);
        return new S3Caller(routes, credentials, settings.effectiveDialect(), InstantSource.system());
    }

    /** Opens what a bucket tells of its settings. Nothing is asked yet. The SDK speaks, whatever face was asked for. */
    public static BucketFacts facts(
            S3Settings settings, CredentialsSource credentials, Map<String, String> environment) {
        return SdkStores.facts(settings, credentials, HttpProxies.forEndpoint(address(settings), environment));
    }

    /** Of the service: the one that is set, or Amazon's own. */
    static URI address(S3Settings settings) {
        return settings.endpoint().orElseGet(() -> AmazonHosts.endpoint(settings.firstRegion()));
    }
}
