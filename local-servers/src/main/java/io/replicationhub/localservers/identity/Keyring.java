package io.replicationhub.localservers.identity;

import com.sun.net.httpserver.Headers;
import io.replicationhub.localservers.identity.Refusal.Api;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that are known, and whether a request is signed with them (AWS documentation, "Create a signed AWS API
 * request"): POST to {@code /}, the body's hash, host and date among the signed headers, a clock within five minutes.
 */
public final class Keyring {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?"
                    + "SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration SKEW_MOST = Duration.ofMinutes(5);

    private final Map<String, Known> keys = new ConcurrentHashMap<>();

    private record Known(String secret, Optional<String> token, Instant end) {}

    public void add(String id, String secret, Optional<String> token, Instant end) {
        keys.put(id, new Known(secret, token, end));
    }

    void remove(String id) {
        keys.remove(id);
    }

    /** Passes what is posted to {@code /} and signed for a service, by anybody known. */
    public void check(Api api, String service, Headers headers, byte[] body) throws RefusedException {
        check(api, service, "POST\n/\n\n", headers, body);
    }

    /**
     * As the other, for any request.
     *
     * @param line method, path and query as they are signed, each on a line
     */
    public void check(Api api, String service, String line, Headers headers, byte[] body) throws RefusedException {
        @Nullable String header = headers.getFirst("Authorization");
        if (header == null) {
            throw new RefusedException(api.unsigned());
        }
        Matcher authorization = AUTHORIZATION.matcher(header);
        @Nullable String stamp = headers.getFirst("X-Amz-Date");
        if (!authorization.matches() || stamp == null) {
            throw new RefusedException(api.badSignature());
        }
        @Nullable Known known = keys.get(authorization.group(1));
        @Nullable String token = headers.getFirst("X-Amz-Security-Token");
        if (known == null || !known.token().equals(Optional.ofNullable(token))) {
            throw new RefusedException(api.unknownKey());
        }
        List<String> names = Arrays.asList(authorization.group(5).split(";", -1));
        boolean covered = names.containsAll(List.of("host", "x-amz-date"))
                && (token == null || names.contains("x-amz-security-token"));
        boolean timely = Duration.between(Instant.from(STAMP.parse(stamp)), Instant.now())
                        .abs()
                        .compareTo(SKEW_MOST)
                < 0;
        if (!covered
                || !timely
                || !authorization.group(4).equals(service)
                || !stamp.startsWith(authorization.group(2))
                || !authorization.group(6).equals(signature(line, authorization, known, stamp, names, headers, body))) {
            throw new RefusedException(api.badSignature());
        }
        if (!known.end().isAfter(Instant.now())) {
            throw new RefusedException(api.expired());
        }
    }

    private static String signature(
            String line,
            Matcher authorization,
            Known known,
            String stamp,
            List<String> names,
            Headers headers,
            byte[] body) {
        var canonical = new StringBuilder(line);
        for (String name : names) {
            canonical
                    .append(name)
                    .append(':')
                    .append(String.join(",", headers.get(name)).strip())
                    .append('\n');
        }
        canonical.append('\n').append(String.join(";", names)).append('\n').append(hex(sha256(body)));
        String scope =
                authorization.group(2) + '/' + authorization.group(3) + '/' + authorization.group(4) + "/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + stamp + '\n' + scope + '\n'
                + hex(sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + known.secret()).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/", -1)) {
            key = hmac(key, step);
        }
        return hex(hmac(key, text));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
