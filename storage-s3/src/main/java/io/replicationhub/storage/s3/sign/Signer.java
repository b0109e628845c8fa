package io.replicationhub.storage.s3.sign;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.wire.text.SigningTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests for one region of S3. The derived key is kept for as long as the day and the credentials stay the same,
 * and the hashes are kept for as long as the signer. Thread-safe.
 */
public final class Signer {
    /** Stands for the hash of a body that is not signed. */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "s3";
    private static final String TERMINATOR = "aws4_request";
    private static final HexFormat HEX = HexFormat.of();

    private final String region;
    private final ConcurrentLinkedDeque<Desk> desks = new ConcurrentLinkedDeque<>();
    private volatile @Nullable DayKey dayKey;

    public Signer(String region) {
        this.region = region;
    }

    public String region() {
        return region;
    }

    /**
     * The value of the Authorization header.
     *
     * @param path encoded, from {@code /} on
     * @param query encoded and sorted by name, each with {@code =}; empty where there is none
     * @param payloadHash the value of {@code x-amz-content-sha256}
     */
    public String authorization(
            Credentials credentials,
            SigningTime time,
            String method,
            String path,
            String query,
            SignedHeaders headers,
            String payloadHash) {
        Desk desk = desks.pollFirst();
        if (desk == null) {
            desk = new Desk();
        }
        String authorization = sign(desk, keyFor(credentials, time), time, method, path, query, headers, payloadHash);
        desks.addFirst(desk);
        return authorization;
    }

    private static String sign(
            Desk desk,
            DayKey key,
            SigningTime time,
            String method,
            String path,
            String query,
            SignedHeaders headers,
            String payloadHash) {
        StringBuilder text = desk.text;
        text.setLength(0);
        text.append(method).append('\n').append(path).append('\n').append(query).append('\n');
        headers.appendLines(text);
        text.append('\n');
        headers.appendNames(text);
        text.append('\n').append(payloadHash);
        byte[] request = desk.sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));

        text.setLength(0);
        text.append(ALGORITHM).append('\n').append(time.dateTime()).append('\n').append(key.scope);
        text.append('\n').append(HEX.formatHex(request));
        byte[] signature = desk.hmac(key, text.toString().getBytes(StandardCharsets.US_ASCII));

        text.setLength(0);
        text.append(ALGORITHM).append(" Credential=").append(key.credentials.accessKey());
        text.append('/').append(key.scope).append(", SignedHeaders=");
        headers.appendNames(text);
        return text.append(", Signature=").append(HEX.formatHex(signature)).toString();
    }

    private DayKey keyFor(Credentials credentials, SigningTime time) {
        DayKey known = dayKey;
        if (known != null
                && known.credentials.equals(credentials)
                && time.dateTime().startsWith(known.date)) {
            return known;
        }
        String date = time.date();
        byte[] seed = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
        byte[] key = Desk.chain(seed, date, region, SERVICE, TERMINATOR);
        String scope = date + '/' + region + '/' + SERVICE + '/' + TERMINATOR;
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
