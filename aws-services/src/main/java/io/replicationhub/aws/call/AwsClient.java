package io.replicationhub.aws.call;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.sign.AwsSigner;
import io.replicationhub.wire.text.UriEncoding;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Makes requests of one service in one region and gives what its good answers hold. What may succeed the next time is
 * tried again a few times, and once with newer credentials where these are refused; everything that is asked here may be
 * asked twice. The SDK's modules for these services are not used: that of Systems Manager alone has six megabytes, a third
 * of what the Lambda function has, for one call of it. Thread-safe.
 */
public final class AwsClient implements AutoCloseable {
    /** For throttling, the service's own failures, and broken connections. */
    static final RetryPolicy RETRY =
            new RetryPolicy(Patience.TRIES_MOST, Duration.ofMillis(300), Duration.ofSeconds(3));

    private final Api api;
    private final String region;
    private final CredentialsSource credentials;
    private final Endpoint endpoint;
    private final Transport transport;
    private final ServiceRequest requests;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final LongSupplier nanos;

    private AwsClient(
            Api api,
            String region,
            CredentialsSource credentials,
            Endpoint endpoint,
            Transport transport,
            ServiceRequest requests,
            Sleeper sleeper,
            RandomGenerator random,
            LongSupplier nanos) {
        this.api = api;
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.transport = transport;
        this.requests = requests;
        this.sleeper = sleeper;
        this.random = random;
        this.nanos = nanos;
    }

    /**
     * Opens a client; nothing is asked yet.
     *
     * @param environment may name the service's address, and a proxy
     * @throws IllegalArgumentException where it names one that is none
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
        var requests = new ServiceRequest(
                new AwsSigner(api.host(), region), endpoint.authority(), address.getRawPath(), clock);
        Transport transport = Transport.to(endpoint, environment);
        return new AwsClient(
                api, region, credentials, endpoint, transport, requests, sleeper, random, System::nanoTime);
    }

    /** Where it asks. */
    public String endpoint() {
        return endpoint.toString();
    }

    /**
     * Asks by the JSON protocol.
     *
     * @param what is asked for, as messages are to name it
     * @param target {@code AmazonSQS.GetQueueAttributes}
     */
    public Json ask(String what, String target, Json body) throws Refusal, InterruptedException {
        Map<String, String> headers =
                Map.of("content-type", "application/x-amz-json-" + api.version(), "x-amz-target", target);
        return insist(what, new ServiceRequest.Ask("POST", "/", "", headers, body.toString()), AwsClient::json);
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
        return insist(
                what,
                new ServiceRequest.Ask(method, path, query, headers, empty ? "" : body.toString()),
                AwsClient::json);
    }

    /**
     * Asks by a form, and gives the element with the result.
     *
     * @param parameters beside action and version
     */
    public Xml form(String what, String action, Map<String, String> parameters) throws Refusal, InterruptedException {
        String body = "Action=" + action + "&Version=" + api.version()
                + new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(entry -> '&' + entry.getKey() + '=' + UriEncoding.value(entry.getValue()))
                                .collect(Collectors.joining());
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        return insist(
                what,
                new ServiceRequest.Ask("POST", "/", "", headers, body),
                text -> Xml.parse(text)
                        .child(action + "Result")
                        .orElseThrow(() -> new IllegalArgumentException("this is no answer to " + action)));
    }

    private static Json json(String text) {
        return text.isBlank() ? Json.NOTHING : Json.parse(text);
    }

    private <T> T insist(String what, ServiceRequest.Ask ask, Function<String, T> reading)
            throws Refusal, InterruptedException {
        boolean renewed = false;
        Patience patience = Patience.begin(nanos);
        for (int attempt = 1; ; attempt++) {
            Credentials used = current(what);
            try {
                return exchange(what, requests.signed(ask, used), reading);
            } catch (Refusal e) {
                if (!renewed && e.isOfCredentials()) {
                    credentials.expired(used);
                    renewed = !current(what).equals(used);
                    if (renewed) {
                        continue;
                    }
                }
                Duration pause = RETRY.delayAfter(attempt, random);
                if (!e.isTransient() || !RETRY.allowsAfter(attempt) || !patience.allowsAfter(pause)) {
                    throw e;
                }
                sleeper.sleep(pause);
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

    private <T> T exchange(String what, SignedRequest request, Function<String, T> reading)
            throws Refusal, InterruptedException {
        Reply reply;
        try {
            reply = transport.exchange(request);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(what + ": interrupted");
            }
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Refusal(
                    0, "", what + ": " + api.title() + " cannot be reached at " + endpoint + " (" + why + ")", e);
        }
        if (!reply.isGood()) {
            throw ErrorText.refusal(what + ": " + api.title() + " in " + region + " says ", reply);
        }
        try {
            return reading.apply(reply.text());
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    reply.status(),
                    "",
                    what + ": what " + api.title() + " answers at " + endpoint + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
