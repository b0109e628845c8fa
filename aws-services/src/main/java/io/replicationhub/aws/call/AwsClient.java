package io.replicationhub.aws.call;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.Connector;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.http.HttpClient;
import io.replicationhub.wire.http.TlsTrust;
import io.replicationhub.wire.sign.AwsSigner;
import io.replicationhub.wire.xml.BytesPayload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * Makes requests of one service in one region and gives what its good answers hold. What may succeed the next time is
 * tried again a few times; everything that is asked here may be asked twice. It knows no proxies. Thread-safe.
 */
public final class AwsClient implements AutoCloseable {
    static final RetryPolicy RETRY = new RetryPolicy(4, Duration.ofMillis(300), Duration.ofSeconds(3));
    private static final int ANSWER_BYTES_MOST = 4 << 20;

    private final Api api;
    private final String region;
    private final CredentialsSource credentials;
    private final ConnectionPool pool;
    private final ServiceRequest requests;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final HttpClient http = new HttpClient();

    private AwsClient(
            Api api,
            String region,
            CredentialsSource credentials,
            ConnectionPool pool,
            ServiceRequest requests,
            Sleeper sleeper,
            RandomGenerator random) {
        this.api = api;
        this.region = region;
        this.credentials = credentials;
        this.pool = pool;
        this.requests = requests;
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Opens a client; nothing is asked yet.
     *
     * @throws IllegalArgumentException where the environment sets an address that is none
     */
    public static AwsClient open(
            Api api,
            String region,
            CredentialsSource credentials,
            Map<String, String> environment,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random) {
        URI address = api.endpoint(region, environment);
        Endpoint endpoint = Endpoint.of(address);
        ConnectionPool pool = new ConnectionPool(
                new Connector(endpoint, endpoint.tls() ? TlsTrust.platform() : null), System::nanoTime);
        var requests = new ServiceRequest(
                new AwsSigner(api.host(), region), endpoint.authority(), address.getRawPath(), clock);
        return new AwsClient(api, region, credentials, pool, requests, sleeper, random);
    }

    /** Where it asks. */
    public String endpoint() {
        return pool.endpoint().toString();
    }

    /**
     * Asks by the JSON protocol.
     *
     * @param what is asked for, as messages are to name it
     * @param target {@code AmazonSQS.GetQueueAttributes}
     */
    public Json ask(String what, String target, Json body) throws Refusal, InterruptedException {
        Map<String, String> headers =
                Map.of("content-type", "application/x-amz-json-" + api.version().orElse("1.0"), "x-amz-target", target);
        return insist(what, "POST", "/", "", headers, body.toString());
    }

    /**
     * Asks by method and path.
     *
     * @param path of characters that need no encoding
     * @param query encoded and sorted by name
     * @param body {@link Json#NOTHING} where there is none
     */
    public Json ask(String what, String method, String path, String query, Json body)
            throws Refusal, InterruptedException {
        boolean empty = body == Json.NOTHING;
        Map<String, String> headers = empty ? Map.of() : Map.of("content-type", "application/json");
        return insist(what, method, path, query, headers, empty ? "" : body.toString());
    }

    private Json insist(String what, String method, String path, String query, Map<String, String> headers, String body)
            throws Refusal, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Credentials used = current(what);
            try {
                return exchange(what, requests.signed(method, path, query, headers, body, used), body);
            } catch (Refusal e) {
                boolean renewable = attempt == 1 && e.code().contains("ExpiredToken");
                if (renewable) {
                    credentials.expired(used);
                }
                if (!renewable && !e.isTransient() || !RETRY.allowsAfter(attempt)) {
                    throw e;
                }
                sleeper.sleep(RETRY.delayAfter(attempt, random));
            }
        }
    }

    private Credentials current(String what) throws Refusal {
        try {
            return credentials.current();
        } catch (StorageException e) {
            throw new Refusal(403, "NoCredentials", what + ": " + e.getMessage(), e);
        }
    }

    private Json exchange(String what, ClassicHttpRequest request, String body) throws Refusal, InterruptedException {
        try (Answer answer = http.exchange(pool, request, body.isEmpty() ? null : BytesPayload.of(body), false)) {
            String text = new String(answer.body().readNBytes(ANSWER_BYTES_MOST), StandardCharsets.UTF_8);
            if (answer.status() / 100 == 2) {
                return text.isBlank() ? Json.NOTHING : Json.parse(text);
            }
            throw ErrorText.refusal(what + ": " + api.title() + " in " + region + " says ", answer, text);
        } catch (IOException | IllegalArgumentException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(what + ": interrupted");
            }
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Refusal(
                    0, "", what + ": no answer of " + api.title() + " at " + pool.endpoint() + " (" + why + ")", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
