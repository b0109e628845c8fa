package io.replicationhub.storage.oss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.aliyun.sdk.service.oss2.signer.Signer;
import com.aliyun.sdk.service.oss2.signer.SigningContext;
import com.aliyun.sdk.service.oss2.transport.RequestMessage;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.testkit.OddKeys;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.sign.SigningTime;
import io.replicationhub.wire.text.UriEncoding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aliyun's SDK is the oracle: for the same request at the same second it must come to the same signature. */
class SignerOracleTest {
    private static final String BUCKET = "first-bucket";
    private static final String REGION = "cn-hangzhou";
    private static final int REQUESTS = 300;
    /** Days of two digits: the SDK writes others with one in version 1's dates, where HTTP wants two (RFC 9110, 5.6.7). */
    private static final Instant FIRST = Instant.parse("2023-11-10T00:00:00Z");

    private static final int SECONDS = 20 * 86_400;
    private static final List<String> KEYS = OddKeys.all().stream()
            .filter(key -> !key.startsWith("/") && !key.startsWith("\\"))
            .toList();
    private static final List<String> QUERIES = List.of(
            "",
            "uploads",
            "tagging",
            "restore",
            "uploadId=0004B9894A22E5B1888A1E29F823%2B",
            "partNumber=7&uploadId=0004B9894A22E5B1888A1E29F823");
    private static final List<String> LISTINGS = List.of(
            "encoding-type=url&list-type=2&max-keys=1000&prefix=",
            "encoding-type=url&list-type=2&max-keys=1000&prefix=a%20b%2B%2F&start-after=%E6%97%A5",
            "continuation-token=%2B%2FaGVsbG8%3D&encoding-type=url&list-type=2&max-keys=2&prefix=x",
            "encoding-type=url&key-marker=a%2Fb&prefix=a&upload-id-marker=ID&uploads");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void version4IsSignedAsTheSdkSignsIt(long seed) {
        compare(seed, new SignerV4(BUCKET, REGION), com.aliyun.sdk.service.oss2.signer.SignerV4::new);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void version1IsSignedAsTheSdkSignsIt(long seed) {
        compare(seed, new SignerV1(BUCKET), com.aliyun.sdk.service.oss2.signer.SignerV1::new);
    }

    private interface Oracle {
        Signer signer();
    }

    private static void compare(long seed, RequestSigner ours, Oracle theirs) {
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS; i++) {
            StoreRequest request = request(random);
            Instant now = FIRST.plusSeconds(random.nextInt(SECONDS));
            Credentials credentials = random.nextBoolean()
                    ? Credentials.of("LTAI5tKey", "a-secret/+=")
                    : new Credentials("STS.NSKey", "another", Optional.of("CAIS+token/with=signs"));
            Map<String, String> signed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            ours.sign(request, credentials, SigningTime.at(now, null), signed::put);
            String what = "seed " + seed + ", request " + i + ": " + request.method() + ' ' + request.asked() + " ?"
                    + request.query();
            assertEquals(oracle(theirs.signer(), request, credentials, now), signed.get("authorization"), what);
        }
    }

    private static StoreRequest request(Random random) {
        boolean listing = random.nextInt(4) == 0;
        Asked asked = listing
                ? Asked.ofBucket("LIST", "oss://" + BUCKET)
                : new Asked("ASK", "oss://" + BUCKET, new ObjectKey(KEYS.get(random.nextInt(KEYS.size()))));
        List<String> queries = listing ? LISTINGS : QUERIES;
        String method = listing
                ? "GET"
                : List.of("GET", "HEAD", "PUT", "POST", "DELETE").get(random.nextInt(5));
        StoreRequest request = StoreRequest.of(method, asked, queries.get(random.nextInt(queries.size())));
        maybe(random, request, "content-type", "text/plain; charset=utf-8");
        maybe(random, request, "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        maybe(random, request, "cache-control", "no-cache");
        maybe(random, request, "if-match", "\"5B3C1A2E053D763E1B002CC607C5A0FE\"");
        maybe(random, request, "x-oss-meta-b", "two  spaces and : a colon");
        maybe(random, request, "x-oss-meta-a", "\u65e5\u672c\u8a9e \u00fc");
        maybe(random, request, "x-oss-storage-class", "IA");
        maybe(random, request, "x-oss-tagging", "a=1&b=%20");
        maybe(random, request, "x-oss-range-behavior", "standard");
        maybe(random, request, "x-oss-copy-source", "/other-bucket/a%20b");
        return request;
    }

    private static void maybe(Random random, StoreRequest request, String name, String value) {
        if (random.nextInt(3) == 0) {
            request.header(name, value);
        }
    }

    private static String oracle(Signer signer, StoreRequest request, Credentials credentials, Instant now) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < request.headerCount(); i++) {
            headers.put(request.headerName(i), request.headerValue(i));
        }
        ObjectKey key = request.key();
        String path = key == null ? "" : UriEncoding.path(key.value());
        String query = request.query().isEmpty() ? "" : '?' + request.query();
        SigningContext context = new SigningContext();
        context.setProduct("oss");
        context.setRegion(REGION);
        context.setBucket(BUCKET);
        if (key != null) {
            context.setKey(key.value());
        }
        context.setSignTime(now);
        Optional<String> token = credentials.sessionToken();
        boolean version1 = signer instanceof com.aliyun.sdk.service.oss2.signer.SignerV1;
        if (version1) {
            // The SDK sends it as "security-token" and does not sign it; OSS's documentation has this name, signed.
            token.ifPresent(text -> headers.put("x-oss-security-token", text));
        }
        context.setCredentials(
                token.isPresent() && !version1
                        ? new com.aliyun.sdk.service.oss2.credentials.Credentials(
                                credentials.accessKey(), credentials.secretKey(), token.get())
                        : new com.aliyun.sdk.service.oss2.credentials.Credentials(
                                credentials.accessKey(), credentials.secretKey()));
        context.setRequest(RequestMessage.newBuilder()
                .method(request.method())
                .uri("https://" + BUCKET + ".oss-cn-hangzhou.aliyuncs.com/" + path + query)
                .headers(headers)
                .build());
        signer.sign(context);
        return String.valueOf(context.getRequest().headers().get("Authorization"));
    }
}
