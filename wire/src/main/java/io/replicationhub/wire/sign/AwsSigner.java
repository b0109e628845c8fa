package io.replicationhub.wire.sign;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.wire.sign.ScopedSigner.Signature;

/** Signs requests of one service of AWS in one region (IAM User Guide, "AWS Signature Version 4"). Thread-safe. */
public final class AwsSigner {
    /** Stands for the hash of a body that is not signed; S3 alone takes it. */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private final ScopedSigner signer;

    /** @param service its name in signatures: {@code s3}, {@code ecs} */
    public AwsSigner(String service, String region) {
        this.signer = new ScopedSigner(new ScopedSigner.Scheme(ALGORITHM, "AWS4", service, "aws4_request"), region);
    }

    public String region() {
        return signer.region();
    }

    /**
     * The value of the Authorization header.
     *
     * @param path encoded, from {@code /} on
     * @param query encoded and sorted by name, each with {@code =}; empty where there is none
     * @param payloadHash the body's SHA-256 in hexadecimal; for S3 the value of {@code x-amz-content-sha256}
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
        StringBuilder text = new StringBuilder(320).append(ALGORITHM).append(" Credential=");
        text.append(credentials.accessKey())
                .append('/')
                .append(signature.scope())
                .append(", SignedHeaders=");
        headers.appendNames(text);
        return text.append(", Signature=").append(signature.hex()).toString();
    }
}
