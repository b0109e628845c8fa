package io.replicationhub.storage.s3.sign;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.wire.sign.ScopedSigner;
import io.replicationhub.wire.sign.ScopedSigner.Signature;
import io.replicationhub.wire.sign.SignedHeaders;
import io.replicationhub.wire.sign.SigningTime;

/** Signs requests for one region of S3. Thread-safe. */
public final class Signer {
    /** Stands for the hash of a body that is not signed. */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final ScopedSigner.Scheme SCHEME =
            new ScopedSigner.Scheme("AWS4-HMAC-SHA256", "AWS4", "s3", "aws4_request");

    private final ScopedSigner signer;

    public Signer(String region) {
        this.signer = new ScopedSigner(SCHEME, region);
    }

    public String region() {
        return signer.region();
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
        Signature signature = signer.sign(credentials, time, text -> {
            text.append(method)
                    .append('\n')
                    .append(path)
                    .append('\n')
                    .append(query)
                    .append('\n');
            headers.appendLines(text);
            text.append('\n');
            headers.appendNames(text);
            text.append('\n').append(payloadHash);
        });
        StringBuilder text = new StringBuilder(320).append(SCHEME.algorithm()).append(" Credential=");
        text.append(credentials.accessKey())
                .append('/')
                .append(signature.scope())
                .append(", SignedHeaders=");
        headers.appendNames(text);
        return text.append(", Signature=").append(signature.hex()).toString();
    }
}
