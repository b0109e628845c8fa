package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
    private final AwsCall call;

    RoleIssuer(String arn, Optional<String> externalId, AwsCall call) {
        this.arn = arn;
        this.externalId = externalId;
        this.call = call;
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        String what = "the role " + arn;
        String answer = call.post(
                what,
                Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                "Action=AssumeRole&Version=2011-06-15&RoleArn=" + encoded(arn) + "&RoleSessionName=" + SESSION
                        + externalId.map(id -> "&ExternalId=" + encoded(id)).orElse(""));
        try {
            return IssuedCredentials.of(new Credentials(
                            text(answer, "AccessKeyId"),
                            text(answer, "SecretAccessKey"),
                            XmlAnswer.text(answer, "SessionToken")))
                    .until(Instant.parse(text(answer, "Expiration")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new StorageException.Denied(
                    FailureScope.CREDENTIALS, what + ": STS gave no credentials that can be used", null);
        }
    }

    private static String text(String answer, String element) {
        return XmlAnswer.text(answer, element).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
