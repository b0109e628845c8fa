package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.StorageException;
import java.util.Map;

/**
 * Credentials in a secret of Secrets Manager (its API reference, GetSecretValue). It takes {@code
 * secretsmanager:GetSecretValue}, and {@code kms:Decrypt} where the secret has a key of one's own.
 */
final class SecretIssuer implements CredentialsIssuer {
    private final String id;
    private final AwsCall call;

    SecretIssuer(String id, AwsCall call) {
        this.id = id;
        this.call = call;
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        String what = "the secret " + id;
        String answer = call.post(
                what,
                Map.of("x-amz-target", "secretsmanager.GetSecretValue", "content-type", "application/x-amz-json-1.1"),
                JsonRequest.of(Map.of("SecretId", id)));
        return Documents.parse(what, JsonAnswer.text(answer, "SecretString"));
    }
}
