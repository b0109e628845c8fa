package io.replicationhub.aws.credentials;

import io.replicationhub.aws.call.Json;
import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.StorageException;
import org.slf4j.LoggerFactory;

/**
 * Credentials in a parameter of Parameter Store, decrypted by the service (Systems Manager API reference, GetParameter).
 * It takes {@code ssm:GetParameter}, and {@code kms:Decrypt} where the parameter has a key of one's own.
 */
final class ParameterIssuer implements CredentialsIssuer {
    private final String name;
    private final SecretService service;
    private boolean warned;

    ParameterIssuer(String name, SecretService service) {
        this.name = name;
        this.service = service;
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        String what = "the parameter " + name;
        Json parameter = service.ask(
                        what,
                        store -> store.ask(
                                what,
                                "AmazonSSM.GetParameter",
                                Json.object().with("Name", name).with("WithDecryption", new Json.Flag(true))))
                .at("Parameter");
        if (!warned && parameter.textAt("Type").equals("String")) {
            warned = true;
            LoggerFactory.getLogger(ParameterIssuer.class)
                    .warn("{} holds credentials as plain text: make it a SecureString", what);
        }
        return Documents.parse(what, parameter.at("Value").text());
    }
}
