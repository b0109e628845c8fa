package io.replicationhub.storage.oss;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.sign.SignedHeaders;
import io.replicationhub.wire.sign.SigningTime;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 1 of OSS. Source: OSS documentation, "Include a V1 signature in the Authorization header", which lists
 * the parameters that count as part of the resource; those of our requests are here.
 */
final class SignerV1 implements RequestSigner {
    private static final String HMAC = "HmacSHA1";
    private static final Set<String> SUBRESOURCES = Set.of(
            "acl",
            "continuation-token",
            "partNumber",
            "restore",
            "tagging",
            "uploadId",
            "uploads",
            "versionId",
            "versions");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final String bucketPath;

    SignerV1(String bucket) {
        this.bucketPath = '/' + bucket + '/';
    }

    @Override
    public void sign(
            StoreRequest request, Credentials credentials, SigningTime time, BiConsumer<String, String> headers) {
        String date = DATE.format(Instant.ofEpochSecond(time.epochSecond()));
        headers.accept("date", date);
        SignedHeaders signed = new SignedHeaders();
        if (credentials.sessionToken().isPresent()) {
            headers.accept("x-oss-security-token", credentials.sessionToken().get());
            signed.add("x-oss-security-token", credentials.sessionToken().get());
        }
        String md5 = "";
        String type = "";
        for (int i = 0; i < request.headerCount(); i++) {
            String name = request.headerName(i);
            switch (name) {
                case "content-md5" -> md5 = request.headerValue(i);
                case "content-type" -> type = request.headerValue(i);
                default -> {
                    if (name.startsWith("x-oss-")) {
                        signed.add(name, request.headerValue(i));
                    }
                }
            }
        }
        StringBuilder text = new StringBuilder(256).append(request.method()).append('\n');
        text.append(md5).append('\n').append(type).append('\n').append(date).append('\n');
        signed.appendUnfoldedLines(text);
        ObjectKey key = request.key();
        text.append(bucketPath).append(key == null ? "" : key.value());
        appendSubresources(request.query(), text);
        headers.accept("authorization", "OSS " + credentials.accessKey() + ':' + hmac(credentials, text.toString()));
    }

    /** Parameters that name a part of the resource, as they are without encoding; the query is sorted already. */
    private static void appendSubresources(String query, StringBuilder out) {
        char separator = '?';
        for (int start = 0; start < query.length(); ) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            String parameter = query.substring(start, end);
            int equals = parameter.indexOf('=');
            if (SUBRESOURCES.contains(equals < 0 ? parameter : parameter.substring(0, equals))) {
                out.append(separator).append(URLDecoder.decode(parameter, StandardCharsets.UTF_8));
                separator = '&';
            }
            start = end + 1;
        }
    }

    private static String hmac(Credentials credentials, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(credentials.secretKey().getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
