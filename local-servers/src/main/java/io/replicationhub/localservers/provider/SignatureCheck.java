package io.replicationhub.localservers.provider;

import io.replicationhub.localservers.AccessKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures of version 4 in headers, from the request as it came. Source: S3 API Reference, "Authenticating
 * Requests: Using the Authorization Header", which COS and Kodo name as theirs.
 */
final class SignatureCheck {
    private static final Pattern FORM =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,"
                    + " ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    private final AccessKey key;

    SignatureCheck(AccessKey key) {
        this.key = key;
    }

    void check(Call call) throws Refusal {
        Matcher form = FORM.matcher(call.header("authorization"));
        if (!form.matches()) {
            throw new Refusal(403, "AccessDenied", "Access Denied.");
        }
        if (!form.group(1).equals(key.id())) {
            throw new Refusal(403, "InvalidAccessKeyId", "The Access Key Id you provided does not exist.");
        }
        checkCovered(call, form.group(4));
        String scope = form.group(2) + '/' + form.group(3) + "/s3/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + call.header("x-amz-date") + '\n' + scope + '\n'
                + hex(sha256(canonical(call, form.group(4)).getBytes(StandardCharsets.ISO_8859_1)));
        byte[] derived = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {form.group(2), form.group(3), "s3", "aws4_request", text}) {
            derived = mac(derived, step);
        }
        if (!hex(derived).equals(form.group(5))) {
            throw new Refusal(
                    403,
                    "SignatureDoesNotMatch",
                    "The Signature you specified is invalid. Check your secret key and signing method.");
        }
        String hash = call.header("x-amz-content-sha256");
        if (hash.matches("[0-9a-f]{64}") && !hash.equals(hex(sha256(call.body())))) {
            throw new Refusal(400, "XAmzContentSHA256Mismatch", "The x-amz-content-sha256 does not match the body.");
        }
    }

    /** All headers of the service must be signed; Amazon's words for those that are not. */
    private static void checkCovered(Call call, String signedHeaders) throws Refusal {
        Set<String> signed = Set.copyOf(List.of(signedHeaders.split(";", -1)));
        for (String name : call.headers().keySet()) {
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                throw new Refusal(
                        403, "AccessDenied", "There were headers present in the request which were not signed");
            }
        }
    }

    private static String canonical(Call call, String signedHeaders) throws Refusal {
        StringBuilder text = new StringBuilder(call.method())
                .append('\n')
                .append(call.path())
                .append('\n')
                .append(sorted(call.rawQuery()))
                .append('\n');
        boolean namesHost = false;
        for (String name : signedHeaders.split(";", -1)) {
            namesHost |= name.equals("host");
            text.append(name)
                    .append(':')
                    .append(call.header(name).replaceAll(" +", " "))
                    .append('\n');
        }
        if (!namesHost) {
            throw new Refusal(403, "AccessDenied", "The host header must be signed.");
        }
        return text.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(call.header("x-amz-content-sha256"))
                .toString();
    }

    private static String sorted(String query) {
        if (query.isEmpty()) {
            return "";
        }
        String[] pairs = query.split("&", -1);
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pairs[i].indexOf('=') < 0 ? pairs[i] + '=' : pairs[i];
        }
        Arrays.sort(pairs);
        return String.join("&", pairs);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        return Digest.of("SHA-256", bytes);
    }

    private static byte[] mac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Digests by their names in Java. */
    static final class Digest {
        private Digest() {}

        static byte[] of(String algorithm, byte[] bytes) {
            try {
                return MessageDigest.getInstance(algorithm).digest(bytes);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
