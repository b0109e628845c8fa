package io.replicationhub.storage.oss;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.sign.ScopedSigner;
import io.replicationhub.wire.sign.ScopedSigner.Signature;
import io.replicationhub.wire.sign.SignedHeaders;
import io.replicationhub.wire.sign.SigningTime;
import io.replicationhub.wire.text.UriEncoding;
import java.util.function.BiConsumer;

/**
 * Signature version 4 of OSS, of requests whose bodies are not signed. Source: OSS documentation, "Include a V4 signature
 * in the Authorization header". It is S3's with other names, and: the bucket stands in the path although it is sent in
 * the host name; the host is not covered; a parameter without a value has no {@code =}; inner spaces of values stay.
 */
final class SignerV4 implements RequestSigner {
    private static final ScopedSigner.Scheme SCHEME =
            new ScopedSigner.Scheme("OSS4-HMAC-SHA256", "aliyun_v4", "oss", "aliyun_v4_request");
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private final ScopedSigner signer;
    private final String bucketPath;

    SignerV4(String bucket, String region) {
        this.signer = new ScopedSigner(SCHEME, region);
        this.bucketPath = '/' + bucket + '/';
    }

    @Override
    public void sign(
            StoreRequest request, Credentials credentials, SigningTime time, BiConsumer<String, String> headers) {
        SignedHeaders signed = new SignedHeaders();
        for (int i = 0; i < request.headerCount(); i++) {
            String name = request.headerName(i);
            if (name.startsWith("x-oss-") || name.equals("content-type") || name.equals("content-md5")) {
                signed.add(name, request.headerValue(i));
            }
        }
        add("x-oss-content-sha256", UNSIGNED_PAYLOAD, headers, signed);
        add("x-oss-date", time.dateTime(), headers, signed);
        if (credentials.sessionToken().isPresent()) {
            add("x-oss-security-token", credentials.sessionToken().get(), headers, signed);
        }
        ObjectKey key = request.key();
        String path = key == null ? bucketPath : bucketPath + UriEncoding.path(key.value());
        Signature signature = signer.sign(credentials, time, text -> {
            text.append(request.method())
                    .append('\n')
                    .append(path)
                    .append('\n')
                    .append(canonical(request.query()))
                    .append('\n');
            signed.appendUnfoldedLines(text);
            // No headers beyond those that are always covered.
            text.append('\n').append('\n').append(UNSIGNED_PAYLOAD);
        });
        headers.accept(
                "authorization",
                SCHEME.algorithm() + " Credential=" + credentials.accessKey() + '/' + signature.scope() + ",Signature="
                        + signature.hex());
    }

    /** Parameters without a value stand alone; a {@code =} within a value would be encoded. */
    private static String canonical(String query) {
        String inner = query.contains("=&") ? query.replace("=&", "&") : query;
        return inner.endsWith("=") ? inner.substring(0, inner.length() - 1) : inner;
    }

    private static void add(String name, String value, BiConsumer<String, String> headers, SignedHeaders signed) {
        headers.accept(name, value);
        signed.add(name, value);
    }
}
