package io.replicationhub.storage.s3.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.wire.sign.AwsSigner;
import io.replicationhub.wire.sign.SignedHeaders;
import io.replicationhub.wire.sign.SigningTime;
import io.replicationhub.wire.text.UriEncoding;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signatures are those that AWS publishes, and those that its SDK makes. */
final class AwsSignerTest {
    private static final Credentials EXAMPLE =
            Credentials.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Amazon S3 API Reference, "Signature Calculations for the Authorization Header", four examples. */
    @Test
    void thePublishedExamplesAreReproduced() {
        assertEquals(
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                example("GET", "/test.txt", "", EMPTY, Map.of("range", "bytes=0-9")));
        assertEquals(
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                example(
                        "PUT",
                        UriEncoding.path("/test$file.text"),
                        "",
                        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                        Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY")));
        assertEquals(
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                example("GET", "/", "lifecycle=", EMPTY, Map.of()));
        assertEquals(
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
                example("GET", "/", "max-keys=2&prefix=J", EMPTY, Map.of()));
    }

    private static String example(
            String method, String path, String query, String payload, Map<String, String> headers) {
        SignedHeaders signed = new SignedHeaders();
        signed.add("host", "examplebucket.s3.amazonaws.com");
        signed.add("x-amz-date", "20130524T000000Z");
        signed.add("x-amz-content-sha256", payload);
        headers.forEach(signed::add);
        SigningTime time = SigningTime.at(Instant.parse("2013-05-24T00:00:00Z"), null);
        String authorization =
                new AwsSigner("s3", "us-east-1").authorization(EXAMPLE, time, method, path, query, signed, payload);
        return authorization.substring(authorization.indexOf("Signature=") + "Signature=".length());
    }

    @Test
    void anyRequestIsSignedAsTheSdkSignsIt() {
        AwsSigner signer = new AwsSigner("s3", "eu-central-1");
        Seeds.each(300, seed -> {
            Random random = new Random(seed);
            Credentials credentials = new Credentials(
                    "AKIA" + Math.abs(random.nextInt()),
                    // The SDK takes white space off the ends of a secret.
                    text(random, 30) + "s",
                    random.nextBoolean() ? Optional.of("token" + random.nextInt()) : Optional.empty());
            Instant now = Instant.ofEpochSecond(1_500_000_000L + random.nextInt(1_000_000_000));
            String method = random.nextBoolean() ? "GET" : "PUT";
            String path = "/" + UriEncoding.path(text(random, 40));
            Map<String, String> query = new TreeMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                query.put("q" + random.nextInt(100), text(random, 20));
            }
            Map<String, String> headers = new TreeMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                headers.put("x-amz-meta-" + random.nextInt(1000), value(random));
            }
            assertEquals(
                    sdk(credentials, now, method, path, query, headers),
                    own(signer, credentials, now, method, path, query, headers));
        });
    }

    private static String own(
            AwsSigner signer,
            Credentials credentials,
            Instant now,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers) {
        SigningTime time = SigningTime.at(now, null);
        SignedHeaders signed = new SignedHeaders();
        headers.forEach(signed::add);
        signed.add("x-amz-date", time.dateTime());
        signed.add("x-amz-content-sha256", AwsSigner.UNSIGNED_PAYLOAD);
        signed.add("host", "bucket.example.com:8443");
        credentials.sessionToken().ifPresent(token -> signed.add("x-amz-security-token", token));
        return signer.authorization(
                credentials, time, method, path, encoded(query), signed, AwsSigner.UNSIGNED_PAYLOAD);
    }

    private static String sdk(
            Credentials credentials,
            Instant now,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create("https://bucket.example.com:8443"))
                .encodedPath(path);
        query.forEach(request::putRawQueryParameter);
        headers.forEach(request::putHeader);
        AwsCredentialsIdentity identity = credentials.sessionToken().isPresent()
                ? AwsSessionCredentialsIdentity.create(
                        credentials.accessKey(),
                        credentials.secretKey(),
                        credentials.sessionToken().get())
                : AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey());
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(identity)
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    private static String encoded(Map<String, String> query) {
        StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> {
            if (text.length() > 0) {
                text.append('&');
            }
            text.append(name).append('=').append(UriEncoding.value(value));
        });
        return text.toString();
    }

    private static String text(Random random, int most) {
        String letters = "abcXYZ019-_.~/ +%&=?#'\"*()!@:;,$[]{}\\^|`<>äé中😀\u0001\n";
        int[] points = letters.codePoints().toArray();
        StringBuilder text = new StringBuilder("k");
        for (int i = random.nextInt(most); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            value.append("ab  c,;=\"é".charAt(random.nextInt(10)));
        }
        return value.toString();
    }
}
