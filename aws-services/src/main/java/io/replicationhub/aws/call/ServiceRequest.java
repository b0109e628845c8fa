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
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
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

    ClassicHttpRequest signed(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            String body,
            Credentials credentials) {
        String whole = base + path;
        SigningTime time = SigningTime.at(clock.instant(), null);
        Map<String, String> all = new TreeMap<>(headers);
        all.put("host", authority);
        all.put("x-amz-date", time.dateTime());
        credentials.sessionToken().ifPresent(token -> all.put("x-amz-security-token", token));

        var request = new BasicClassicHttpRequest(method, null, null, query.isEmpty() ? whole : whole + '?' + query);
        SignedHeaders signed = new SignedHeaders();
        all.forEach((name, value) -> {
            request.addHeader(name, value);
            signed.add(name, value);
        });
        request.addHeader("user-agent", "data-replication-hub");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!method.equals("GET")) {
            request.addHeader("content-length", Integer.toString(bytes.length));
        }
        request.addHeader(
                "authorization", signer.authorization(credentials, time, method, whole, query, signed, sha256(bytes)));
        return request;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
