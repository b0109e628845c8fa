package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.profile.Addressing;
import io.replicationhub.profile.Consent;
import io.replicationhub.wire.HttpProxies;
import io.replicationhub.wire.http.TlsTrust;
import io.replicationhub.wire.http.WireLimits;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** Builds clients of the SDK that behave as the port wants: one attempt, no checksums of their own, keys as they are. */
final class SdkStores {
    /** Callers bound themselves; this only has to be more than they use. */
    private static final int MAX_CONNECTIONS = 1_024;

    /** By the region alone: what AWS_ENDPOINT_URL and profiles say is for AWS's other services, as with the wire. */
    private static final S3EndpointProvider AMAZON = asked -> S3EndpointProvider.defaultProvider()
            .resolveEndpoint(asked.toBuilder().endpoint(null).build());

    private SdkStores() {}

    static ObjectStore open(S3Settings settings, CredentialsSource credentials, Optional<URI> proxy) {
        SdkIdentity identity = new SdkIdentity(Credentials.ANONYMOUS);
        return new SdkObjectStore(
                settings.bucket(),
                endpoint(settings),
                settings.effectiveDialect(),
                client(settings, identity, proxy),
                new SdkCalls(identity, credentials, endpoint(settings)));
    }

    static BucketFacts facts(S3Settings settings, CredentialsSource credentials, Optional<URI> proxy) {
        SdkIdentity identity = new SdkIdentity(Credentials.ANONYMOUS);
        return new SdkBucketFacts(
                settings.bucket(),
                client(settings, identity, proxy),
                new SdkCalls(identity, credentials, endpoint(settings)));
    }

    private static String endpoint(S3Settings settings) {
        return S3Stores.address(settings).toString();
    }

    private static S3Client client(S3Settings settings, SdkIdentity identity, Optional<URI> proxy) {
        S3Dialect dialect = settings.effectiveDialect();
        String region = settings.firstRegion();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(identity)
                .forcePathStyle(dialect.addressing() == Addressing.PATH)
                .crossRegionAccessEnabled(
                        settings.isAmazon() && settings.region().isEmpty())
                .disableS3ExpressSessionAuth(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(o -> {
                    o.retryStrategy(AwsRetryStrategy.doNotRetry());
                    if (settings.payer() == S3Settings.Payer.REQUESTER) {
                        o.putHeader("x-amz-request-payer", "requester");
                    }
                    if (dialect.consent() == Consent.PRESUME) {
                        o.addExecutionInterceptor(new NoExpectation());
                    }
                })
                .httpClientBuilder(http(settings, proxy));
        settings.endpoint().ifPresentOrElse(builder::endpointOverride, () -> builder.endpointProvider(AMAZON));
        return builder.build();
    }

    private static Apache5HttpClient.Builder http(S3Settings settings, Optional<URI> proxy) {
        Apache5HttpClient.Builder http = Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(WireLimits.CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(WireLimits.READ_TIMEOUT)
                .socketTimeout(WireLimits.READ_TIMEOUT)
                .connectionMaxIdleTime(WireLimits.MAX_IDLE)
                .connectionTimeToLive(WireLimits.MAX_AGE)
                // radosgw takes the next request for the body that it has refused (docs/test-servers.md).
                .expectContinueEnabled(settings.isAmazon())
                .proxyConfiguration(proxyConfiguration(proxy));
        if (settings.caCertificates().isPresent()) {
            TrustManager[] managers;
            try {
                managers = TlsTrust.managers(settings.caCertificates().get());
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            http.tlsTrustManagersProvider(() -> managers);
        }
        return http;
    }

    /** Only the proxy that was found counts: the SDK's own reading of the environment differs from ours. */
    private static ProxyConfiguration proxyConfiguration(Optional<URI> proxy) {
        ProxyConfiguration.Builder configuration =
                ProxyConfiguration.builder().useEnvironmentVariableValues(false).useSystemPropertyValues(false);
        proxy.ifPresent(uri -> {
            configuration.endpoint(HttpProxies.withoutUser(uri));
            String user = uri.getUserInfo();
            if (user != null) {
                int colon = user.indexOf(':');
                configuration.username(colon < 0 ? user : user.substring(0, colon));
                configuration.password(colon < 0 ? "" : user.substring(colon + 1));
            }
        });
        return configuration.build();
    }
}
