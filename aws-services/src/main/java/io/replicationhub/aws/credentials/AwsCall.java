package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * One request of a service, signed and sent by the SDK's own parts. The SDK's modules for these services are not used:
 * that of Systems Manager alone has six megabytes, a third of what the Lambda function has, for one call of it.
 */
public final class AwsCall {
    static final Duration CONNECT_MOST = Duration.ofSeconds(3);
    static final Duration ANSWER_MOST = Duration.ofSeconds(5);
    /** For throttling, the service's own failures, and broken connections. */
    static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(1));
    /** Their answers have a secret of at most 64 KiB in them (Secrets Manager quotas). */
    private static final int ANSWER_BYTES_MOST = 1 << 20;

    private final AwsService service;
    private final AwsRegions regions;
    private final CredentialsSource from;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    /** @param from the credentials to ask with */
    public AwsCall(
            AwsService service,
            AwsRegions regions,
            CredentialsSource from,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random) {
        this.service = service;
        this.regions = regions;
        this.from = from;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Posts a body and gives the text of a good answer.
     *
     * @param what is asked for, as messages are to name it
     */
    public String post(String what, Map<String, String> headers, String body) throws StorageException {
        String region = regions.region();
        URI endpoint = regions.endpoint(region);
        boolean renewed = false;
        try (SdkHttpClient http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_MOST)
                .socketTimeout(ANSWER_MOST)
                .build()) {
            for (int attempt = 1; ; attempt++) {
                Credentials used = from.current();
                AwsAnswer answer = exchange(http, request(endpoint, headers), region, used, body);
                if (answer.isGood()) {
                    return answer.text();
                }
                if (!renewed && answer.refusesCredentials()) {
                    from.expired(used);
                    renewed = !from.current().equals(used);
                    if (renewed) {
                        continue;
                    }
                }
                if (!answer.isTransient() || !RETRY.allowsAfter(attempt)) {
                    throw answer.failure(what + ": " + service.title() + " in " + region + " says ");
                }
                pause(what, attempt);
            }
        }
    }

    private SdkHttpRequest request(URI endpoint, Map<String, String> headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint);
        if (request.encodedPath().isEmpty()) {
            request.encodedPath("/");
        }
        headers.forEach(request::putHeader);
        return request.build();
    }

    private AwsAnswer exchange(
            SdkHttpClient http, SdkHttpRequest request, String region, Credentials credentials, String body) {
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(identity(credentials))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.host())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)));
        HttpExecuteRequest.Builder sending = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(sending::contentStreamProvider);
        ExecutableHttpRequest call = http.prepareRequest(sending.build());
        try {
            HttpExecuteResponse response = call.call();
            byte[] text = new byte[0];
            if (response.responseBody().isPresent()) {
                try (var in = response.responseBody().get()) {
                    text = in.readNBytes(ANSWER_BYTES_MOST);
                }
            }
            return AwsAnswer.read(response.httpResponse().statusCode(), text);
        } catch (IOException | SdkException e) {
            return AwsAnswer.broken(e);
        }
    }

    private static AwsCredentialsIdentity identity(Credentials credentials) {
        return credentials
                .sessionToken()
                .<AwsCredentialsIdentity>map(token ->
                        AwsSessionCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey()));
    }

    private void pause(String what, int attempt) throws StorageException {
        try {
            sleeper.sleep(RETRY.delayAfter(attempt, random));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException.Unavailable(FailureScope.CREDENTIALS, what + ": interrupted", e);
        }
    }
}
