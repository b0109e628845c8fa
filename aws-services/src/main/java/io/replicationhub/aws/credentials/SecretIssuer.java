package io.replicationhub.aws.credentials;

import io.replicationhub.aws.call.Json;
import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.StorageException;

/**
 * Credentials in a secret of Secrets Manager (its API reference, GetSecretValue). It takes {@code
 * secretsmanager:GetSecretValue}, and {@code kms:Decrypt} where the secret has a key of one's own.
 */
final class SecretIssuer implements CredentialsIssuer {
    private final String id;
    private final SecretService service;

    SecretIssuer(String id, SecretService service) {
        this.id = id;
        this.service = service;
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        String what = "the secret " + id;
        Json secret = service.ask(
                what,
                secrets -> secrets.ask(
                        what, "secretsmanager.GetSecretValue", Json.object().with("SecretId", id)));
        return Documents.parse(what, secret.at("SecretString").text());
    }
}
