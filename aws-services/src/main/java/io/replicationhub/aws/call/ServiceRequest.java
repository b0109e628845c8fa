package io.replicationhub.aws.call;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.wire.sign.AwsSigner;
import io.replicationhub.wire.sign.SignedHeaders;
import io.replicationhub.wire.sign.SigningTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Addresses and signs requests of one service at one address. Thread-safe. */
final class ServiceRequest {
    private final AwsSigner signer;
    private final String authority;
    private final String base;
    private final InstantSource clock;

    /** @param path of the address; null or empty where it has none */
    ServiceRequest(AwsSigner signer, String authority, @Nullable String path, InstantSource clock) {
        this.signer = signer;
        this.authority = authority;
        this.base = path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.clock = clock;
    }

    /** @param ask what is asked for, unsigned */
    SignedRequest signed(Ask ask, Credentials credentials) {
        String whole = base + ask.path();
        SigningTime time = SigningTime.at(clock.instant(), null);
        Map<String, String> headers = new TreeMap<>(ask.headers());
        headers.put("host", authority);
        headers.put("x-amz-date", time.dateTime());
        credentials.sessionToken().ifPresent(token -> headers.put("x-amz-security-token", token));
        SignedHeaders signed = new SignedHeaders();
        headers.forEach(signed::add);

        byte[] body = ask.body().getBytes(StandardCharsets.UTF_8);
        headers.put(
                "authorization",
                signer.authorization(credentials, time, ask.method(), whole, ask.query(), signed, sha256(body)));
        headers.put("user-agent", "data-replication-hub");
        if (!ask.method().equals("GET")) {
            headers.put("content-length", Integer.toString(body.length));
        }
        return new SignedRequest(
                ask.method(), ask.query().isEmpty() ? whole : whole + '?' + ask.query(), headers, ask.body());
    }

    /**
     * What is asked for.
     *
     * @param query encoded and sorted by name
     * @param body empty where there is none
     */
    record Ask(String method, String path, String query, Map<String, String> headers, String body) {}

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
