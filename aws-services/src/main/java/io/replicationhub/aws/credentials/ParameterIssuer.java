package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.StorageException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Credentials in a parameter of Parameter Store, decrypted by the service (Systems Manager API reference, GetParameter).
 * It takes {@code ssm:GetParameter}, and {@code kms:Decrypt} where the parameter has a key of one's own.
 */
final class ParameterIssuer implements CredentialsIssuer {
    private final String name;
    private final AwsCall call;
    private boolean warned;

    ParameterIssuer(String name, AwsCall call) {
        this.name = name;
        this.call = call;
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        String what = "the parameter " + name;
        String answer = call.post(
                what,
                Map.of("x-amz-target", "AmazonSSM.GetParameter", "content-type", "application/x-amz-json-1.1"),
                JsonRequest.of(Map.of("Name", name), "WithDecryption"));
        Optional<String> value = JsonAnswer.text(answer, "Parameter", "Value");
        if (!warned
                && JsonAnswer.text(answer, "Parameter", "Type")
                        .filter("String"::equals)
                        .isPresent()) {
            warned = true;
            LoggerFactory.getLogger(ParameterIssuer.class)
                    .warn("{} holds credentials as plain text: make it a SecureString", what);
        }
        return Documents.parse(what, value);
    }
}
