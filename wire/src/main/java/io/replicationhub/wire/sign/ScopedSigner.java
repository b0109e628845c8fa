package io.replicationhub.wire.sign;

import io.replicationhub.credentials.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
        DayKey key = keyFor(credentials, time);
        StringBuilder text = desk.text;
        text.setLength(0);
        canonicalRequest.accept(text);
        byte[] request = desk.sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));

        text.setLength(0);
        text.append(scheme.algorithm()).append('\n').append(time.dateTime()).append('\n');
        text.append(key.scope).append('\n').append(HEX.formatHex(request));
        byte[] signature = desk.hmac(key, text.toString().getBytes(StandardCharsets.US_ASCII));
        desks.addFirst(desk);
        return new Signature(key.scope, HEX.formatHex(signature));
    }

    private DayKey keyFor(Credentials credentials, SigningTime time) {
        DayKey known = dayKey;
        if (known != null
                && known.credentials.equals(credentials)
                && time.dateTime().startsWith(known.date)) {
            return known;
        }
        String date = time.date();
        byte[] seed = (scheme.secretPrefix() + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
        byte[] key = Desk.chain(seed, date, region, scheme.service(), scheme.terminator());
        String scope = date + '/' + region + '/' + scheme.service() + '/' + scheme.terminator();
        DayKey made = new DayKey(credentials, date, scope, new SecretKeySpec(key, Desk.HMAC));
        dayKey = made;
        return made;
    }

    /** A signing key, good for a day. Compared by identity. */
    private static final class DayKey {
        final Credentials credentials;
        final String date;
        final String scope;
        final SecretKeySpec key;

        DayKey(Credentials credentials, String date, String scope, SecretKeySpec key) {
            this.credentials = credentials;
            this.date = date;
            this.scope = scope;
            this.key = key;
        }
    }

    /** What one signature needs at a time. */
    private static final class Desk {
        static final String HMAC = "HmacSHA256";
        final StringBuilder text = new StringBuilder(1024);
        final MessageDigest sha256;
        private final Mac mac;
        private @Nullable DayKey keyed;

        Desk() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
                mac = Mac.getInstance(HMAC);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA-256 and HmacSHA256", e);
            }
        }

        byte[] hmac(DayKey key, byte[] text) {
            if (keyed != key) {
                start(mac, key.key);
                keyed = key;
            }
            return mac.doFinal(text);
        }

        static byte[] chain(byte[] seed, String... links) {
            Mac mac = new Desk().mac;
            byte[] key = seed;
            for (String link : links) {
                start(mac, new SecretKeySpec(key, HMAC));
                key = mac.doFinal(link.getBytes(StandardCharsets.UTF_8));
            }
            return key;
        }

        private static void start(Mac mac, SecretKeySpec key) {
            try {
                mac.init(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HmacSHA256 takes any key", e);
            }
        }
    }
}
