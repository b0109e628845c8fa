package io.replicationhub.localservers.identity;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.Refusal.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the services keep, and what they say of it. Sources: Systems Manager API reference, GetParameter; Secrets Manager
 * API reference, GetSecretValue; STS API reference, AssumeRole.
 */
final class Vault {
    private static final String REGION = "us-east-1:123456789012:";

    private final Map<String, Parameter> parameters = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Keyring keyring;

    private record Parameter(String type, String value) {}

    private record Role(Optional<String> externalId, Optional<AccessKey> key, Duration lifetime) {}

    Vault(Keyring keyring) {
        this.keyring = keyring;
    }

    void parameter(String name, String type, String value) {
        parameters.put(name, new Parameter(type, value));
    }

    void removeParameter(String name) {
        parameters.remove(name);
    }

    void secret(String id, String value) {
        secrets.put(id, value);
    }

    void role(String arn, Optional<String> externalId, Optional<AccessKey> key, Duration lifetime) {
        roles.put(arn, new Role(externalId, key, lifetime));
    }

    Answer answer(String action, String body, boolean denied) throws RefusedException {
        return switch (action) {
            case IdentityServices.GET_PARAMETER -> parameter(body, denied);
            case IdentityServices.GET_SECRET -> secret(body, denied);
            default -> session(IdentityServices.form(body), denied);
        };
    }

    private Answer parameter(String body, boolean denied) throws RefusedException {
        String name = field(body, "Name");
        if (denied) {
            throw new RefusedException(
                    Api.JSON.notAllowed(IdentityServices.GET_PARAMETER, "arn:aws:ssm:" + REGION + "parameter" + name));
        }
        @Nullable Parameter found = parameters.get(name);
        if (found == null) {
            // Its message is empty in fact.
            throw new RefusedException(new Refusal(400, "ParameterNotFound", ""));
        }
        // Without WithDecryption a SecureString comes as it is stored.
        boolean readable = found.type().equals("String") || body.contains("\"WithDecryption\":true");
        String value = readable ? found.value() : "AQICAHh-encrypted";
        return json("{\"Parameter\":{\"ARN\":\"arn:aws:ssm:" + REGION + "parameter" + name
                + "\",\"DataType\":\"text\",\"LastModifiedDate\":1.7e9,\"Name\":\"" + name + "\",\"Type\":\""
                + found.type() + "\",\"Value\":\"" + escaped(value) + "\",\"Version\":1}}");
    }

    private Answer secret(String body, boolean denied) throws RefusedException {
        String id = field(body, "SecretId");
        if (denied) {
            throw new RefusedException(Api.JSON.notAllowed(
                    IdentityServices.GET_SECRET, "arn:aws:secretsmanager:" + REGION + "secret:" + id));
        }
        @Nullable String value = secrets.get(id);
        if (value == null) {
            throw new RefusedException(
                    new Refusal(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        }
        return json("{\"ARN\":\"arn:aws:secretsmanager:" + REGION + "secret:" + id + "-a1b2c3\",\"CreatedDate\":1.7e9,"
                + "\"Name\":\"" + id + "\",\"SecretString\":\"" + escaped(value)
                + "\",\"VersionId\":\"5f0e\",\"VersionStages\":[\"AWSCURRENT\"]}");
    }

    private Answer session(Map<String, String> form, boolean denied) throws RefusedException {
        String arn = form.getOrDefault("RoleArn", "");
        @Nullable Role role = roles.get(arn);
        // Whether there is no such role, no trust or the wrong external id is not told.
        if (denied
                || role == null
                || !role.externalId().equals(Optional.ofNullable(form.get("ExternalId")))
                || form.getOrDefault("RoleSessionName", "").length() < 2) {
            throw new RefusedException(Api.QUERY.notAllowed(IdentityServices.ASSUME_ROLE, arn));
        }
        int number = sessions.incrementAndGet();
        AccessKey key =
                role.key().orElseGet(() -> new AccessKey("ASIALOCAL" + number, "canary-session-secret-" + number));
        String token = "canary-session-token-" + number;
        Instant end = Instant.now().plus(role.lifetime()).truncatedTo(ChronoUnit.SECONDS);
        keyring.add(key.id(), key.secret(), Optional.of(token), end);
        return new Answer(
                200,
                "text/xml",
                "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <AssumeRoleResult>\n"
                        + "    <AssumedRoleUser><AssumedRoleId>AROALOCAL:" + form.get("RoleSessionName")
                        + "</AssumedRoleId><Arn>" + arn + "</Arn></AssumedRoleUser>\n    <Credentials>\n"
                        + "      <AccessKeyId>" + key.id() + "</AccessKeyId>\n"
                        + "      <SecretAccessKey>" + key.secret() + "</SecretAccessKey>\n"
                        + "      <SessionToken>" + token + "</SessionToken>\n"
                        + "      <Expiration>" + end + "</Expiration>\n"
                        + "    </Credentials>\n  </AssumeRoleResult>\n"
                        + "  <ResponseMetadata><RequestId>3c5a1bd2-local</RequestId></ResponseMetadata>\n"
                        + "</AssumeRoleResponse>\n");
    }

    private static Answer json(String text) {
        return new Answer(200, "application/x-amz-json-1.1", text);
    }

    private static String field(String json, String name) {
        Matcher field =
                Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        return field.find() ? field.group(1) : "";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
