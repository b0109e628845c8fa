package io.replicationhub.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a request with an unsigned payload, for filling and reading servers that check it. */
final class SigV4 {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SigV4() {}

    static String stamp(Instant now) {
        return STAMP.format(now);
    }

    /** The Authorization header over host, x-amz-content-sha256 (UNSIGNED-PAYLOAD) and x-amz-date. */
    static String authorization(
            String accessKey, String secret, String method, String path, String query, String host, String stamp) {
        String date = stamp.substring(0, 8);
        String scope = date + "/us-east-1/s3/aws4_request";
        String names = "host;x-amz-content-sha256;x-amz-date";
        String canonical = String.join(
                "\n",
                method,
                path,
                query,
                "host:" + host,
                "x-amz-content-sha256:UNSIGNED-PAYLOAD",
                "x-amz-date:" + stamp,
                "",
                names,
                "UNSIGNED-PAYLOAD");
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String text = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n"
                    + HexFormat.of().formatHex(sha.digest(canonical.getBytes(StandardCharsets.UTF_8)));
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String step : new String[] {date, "us-east-1", "s3", "aws4_request", text}) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                key = mac.doFinal(step.getBytes(StandardCharsets.UTF_8));
            }
            return "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names
                    + ", Signature=" + HexFormat.of().formatHex(key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
