package io.replicationhub.localservers.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.ServerStartException;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.Refusal.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code ssm:GetParameter}, {@code secretsmanager:GetSecretValue} and {@code sts:AssumeRole} at one address, for requests
 * signed by whom they know. Thread-safe.
 */
public final class IdentityServices implements AutoCloseable {
    public static final String GET_PARAMETER = "ssm:GetParameter";
    public static final String GET_SECRET = "secretsmanager:GetSecretValue";
    public static final String ASSUME_ROLE = "sts:AssumeRole";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Keyring keyring = new Keyring();
    private final Vault vault = new Vault(keyring);
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;

    /** What may be wrong with a service for one request. */
    public enum Trouble {
        THROTTLED,
        INTERNAL_ERROR,
        EXPIRED_TOKEN
    }

    private IdentityServices(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static IdentityServices start() {
        try {
            return new IdentityServices(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new ServerStartException("no port for the identity services", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The variables that lead a client here. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_SSM", endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint().toString(),
                "AWS_ENDPOINT_URL_STS", endpoint().toString());
    }

    /** Requests signed with this key are answered from now on. */
    public void know(AccessKey key) {
        keyring.add(key.id(), key.secret(), Optional.empty(), Instant.MAX);
    }

    public void forget(AccessKey key) {
        keyring.remove(key.id());
    }

    /** A SecureString. */
    public void parameter(String name, String value) {
        vault.parameter(name, "SecureString", value);
    }

    /** A parameter that is not encrypted. */
    public void plainParameter(String name, String value) {
        vault.parameter(name, "String", value);
    }

    public void removeParameter(String name) {
        vault.removeParameter(name);
    }

    public void secret(String id, String value) {
        vault.secret(id, value);
    }

    /**
     * A role that may be assumed with an external id, or without one.
     *
     * @param key its temporary credentials, which come with a token; made up anew for each session where empty
     * @param lifetime of a session
     */
    public void role(String arn, Optional<String> externalId, Optional<AccessKey> key, Duration lifetime) {
        vault.role(arn, externalId, key, lifetime);
    }

    /** The action is refused to all from now on. */
    public void deny(String action) {
        denied.add(action);
    }

    public void allow(String action) {
        denied.remove(action);
    }

    /** The next requests meet these, one each. */
    public void next(Trouble... more) {
        troubles.addAll(Arrays.asList(more));
    }

    /** How long every answer takes. */
    public void delay(Duration time) {
        delay = time;
    }

    /** How many requests of an action have come, good or bad. */
    public int requests(String action) {
        return requests.computeIfAbsent(action, name -> new AtomicInteger()).get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            answer(exchange, body).send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        Api api = target == null ? Api.QUERY : Api.JSON;
        String action =
                target == null ? ASSUME_ROLE : target.equals("AmazonSSM.GetParameter") ? GET_PARAMETER : GET_SECRET;
        try {
            requests.computeIfAbsent(action, name -> new AtomicInteger()).incrementAndGet();
            Thread.sleep(delay);
            keyring.check(api, action.substring(0, action.indexOf(':')), exchange.getRequestHeaders(), body);
            meetTrouble(api);
            return vault.answer(action, new String(body, StandardCharsets.UTF_8), denied.contains(action));
        } catch (RefusedException e) {
            return e.refusal().toAnswer(api);
        } catch (InterruptedException e) {
            return api.internal().toAnswer(api);
        }
    }

    private void meetTrouble(Api api) throws RefusedException {
        @Nullable Trouble trouble = troubles.poll();
        if (trouble != null) {
            throw new RefusedException(
                    switch (trouble) {
                        case THROTTLED -> api.throttled();
                        case INTERNAL_ERROR -> api.internal();
                        case EXPIRED_TOKEN -> api.expired();
                    });
        }
    }

    /** The fields of a form. */
    static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
