package io.replicationhub.wire.sign;

import io.replicationhub.credentials.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs canonical requests with a key that is good for a day, a region and a service. The derived key is kept for as long
 * as the day and the credentials stay the same, and the hashes are kept for as long as the signer. Thread-safe.
 */
public final class ScopedSigner {
    private static final HexFormat HEX = HexFormat.of();

    private final Scheme scheme;
    private final String region;
    private final ConcurrentLinkedDeque<Desk> desks = new ConcurrentLinkedDeque<>();
    private volatile @Nullable DayKey dayKey;

    public ScopedSigner(Scheme scheme, String region) {
        this.scheme = scheme;
        this.region = region;
    }

    /**
     * How one family of signatures is named.
     *
     * @param algorithm what the text to sign begins with: {@code AWS4-HMAC-SHA256}
     * @param secretPrefix what stands before the secret: {@code AWS4}
     * @param service {@code s3}
     * @param terminator the scope's end: {@code aws4_request}
     */
    public record Scheme(String algorithm, String secretPrefix, String service, String terminator) {}

    /**
     * A signature and what it covers.
     *
     * @param scope {@code 20130524/us-east-1/s3/aws4_request}
     * @param hex in lower case
     */
    public record Signature(String scope, String hex) {}

    public String region() {
        return region;
    }

    /** Signs the request that the writer spells out in canonical form. */
    public Signature sign(Credentials credentials, SigningTime time, Consumer<StringBuilder> canonicalRequest) {
        Desk desk = desks.pollFirst();
        if (desk == null) {
            desk = new Desk();
        }
        DayKey key = keyFor(credentials, time, desk);
        StringBuilder text = desk.text;
        text.setLength(0);
        canonicalRequest.accept(text);
        byte[] request = desk.sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));

        text.setLength(0);
        text.append(scheme.algorithm()).append('\n').append(time.dateTime()).append('\n');
        text.append(key.scope).append('\n').append(HEX.formatHex(request));
        byte[] signature = key.key.of(text.toString().getBytes(StandardCharsets.US_ASCII), desk.sha256);
        desks.addFirst(desk);
        return new Signature(key.scope, HEX.formatHex(signature));
    }

    private DayKey keyFor(Credentials credentials, SigningTime time, Desk desk) {
        DayKey known = dayKey;
        if (known != null
                && known.credentials.equals(credentials)
                && time.dateTime().startsWith(known.date)) {
            return known;
        }
        String date = time.date();
        byte[] seed = (scheme.secretPrefix() + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
        HmacSha256 key = desk.chain(seed, date, region, scheme.service(), scheme.terminator());
        String scope = date + '/' + region + '/' + scheme.service() + '/' + scheme.terminator();
        DayKey made = new DayKey(credentials, date, scope, key);
        dayKey = made;
        return made;
    }

    /** A signing key, good for a day. Compared by identity. */
    private static final class DayKey {
        final Credentials credentials;
        final String date;
        final String scope;
        final HmacSha256 key;

        DayKey(Credentials credentials, String date, String scope, HmacSha256 key) {
            this.credentials = credentials;
            this.date = date;
            this.scope = scope;
            this.key = key;
        }
    }

    /** What one signature needs at a time. */
    private static final class Desk {
        final StringBuilder text = new StringBuilder(1024);
        final MessageDigest sha256;

        Desk() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        HmacSha256 chain(byte[] seed, String... links) {
            HmacSha256 key = new HmacSha256(seed, sha256);
            for (String link : links) {
                key = new HmacSha256(key.of(link.getBytes(StandardCharsets.UTF_8), sha256), sha256);
            }
            return key;
        }
    }
}
