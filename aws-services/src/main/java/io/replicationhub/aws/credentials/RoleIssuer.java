package io.replicationhub.aws.credentials;

import io.replicationhub.aws.call.Xml;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials of a role (STS API reference, AssumeRole). It takes {@code sts:AssumeRole} here and the role's trust there.
 * They last an hour, the most that a role assumed by another has.
 */
final class RoleIssuer implements CredentialsIssuer {
    private static final String SESSION = "data-replication-hub";

    private final String arn;
    private final Optional<String> externalId;
    private final SecretService service;

    RoleIssuer(String arn, Optional<String> externalId, SecretService service) {
        this.arn = arn;
        this.externalId = externalId;
        this.service = service;
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        String what = "the role " + arn;
        Map<String, String> request = new HashMap<>(Map.of("RoleArn", arn, "RoleSessionName", SESSION));
        externalId.ifPresent(id -> request.put("ExternalId", id));
        Xml given = service.ask(what, sts -> sts.form(what, "AssumeRole", request))
                .child("Credentials")
                .orElseThrow(() -> unusable(what));
        try {
            String token = given.text("SessionToken");
            return IssuedCredentials.of(new Credentials(
                            given.text("AccessKeyId"),
                            given.text("SecretAccessKey"),
                            Optional.of(token).filter(text -> !text.isEmpty())))
                    .until(Instant.parse(given.text("Expiration")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unusable(what);
        }
    }

    private static StorageException unusable(String what) {
        return new StorageException.Denied(
                FailureScope.CREDENTIALS, what + ": STS gave no credentials that can be used", null);
    }
}
