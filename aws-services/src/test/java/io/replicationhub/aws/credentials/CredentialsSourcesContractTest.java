package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.identity.IdentityServices;
import io.replicationhub.testkit.contract.CredentialsSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The promises of a source, of every kind of reference. */
final class CredentialsSourcesContractTest {
    private static final AccessKey BASE = new AccessKey("AKIABASE", "canary-base-secret");
    private static final String ROLE = "arn:aws:iam::123456789012:role/reader";
    private static IdentityServices services;

    @BeforeAll
    static void start() {
        services = IdentityServices.start();
        services.know(BASE);
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    static CredentialsSource open(String reference) throws Exception {
        Map<String, String> environment = new HashMap<>(services.environment());
        environment.put("AWS_ACCESS_KEY_ID", BASE.id());
        environment.put("AWS_SECRET_ACCESS_KEY", BASE.secret());
        environment.put("AWS_REGION", "us-east-1");
        return CredentialsSources.open(CredentialsReference.parse(reference), environment);
    }

    static String document(String accessKey, String secret) {
        return "{\"access_key_id\":\"" + accessKey + "\",\"secret_access_key\":\"" + secret + "\"}";
    }

    @Nested
    final class FixedOnes extends CredentialsSourceContract {
        private Credentials fixed = Credentials.ANONYMOUS;

        @Override
        protected CredentialsSource source() {
            return CredentialsSource.of(fixed);
        }

        @Override
        protected Credentials put(String accessKey, String secret) {
            fixed = Credentials.of(accessKey, secret);
            return fixed;
        }

        @Override
        protected void takeAway() {
            fixed = Credentials.ANONYMOUS;
        }

        @Override
        protected boolean looksAgain() {
            return false;
        }
    }

    @Nested
    final class Variables extends CredentialsSourceContract {
        private Map<String, String> environment = Map.of();

        @Override
        protected CredentialsSource source() throws Exception {
            return CredentialsSources.open(CredentialsReference.parse("env:X"), environment);
        }

        @Override
        protected Credentials put(String accessKey, String secret) {
            environment = Map.of("X_ACCESS_KEY_ID", accessKey, "X_SECRET_ACCESS_KEY", secret);
            return Credentials.of(accessKey, secret);
        }

        @Override
        protected void takeAway() {
            environment = Map.of();
        }

        @Override
        protected boolean looksAgain() {
            return false;
        }
    }

    @Nested
    final class InAFile extends CredentialsSourceContract {
        @TempDir
        Path folder;

        @Override
        protected CredentialsSource source() throws Exception {
            return open("file:" + folder.resolve("credentials.json"));
        }

        @Override
        protected Credentials put(String accessKey, String secret) throws Exception {
            Files.writeString(folder.resolve("credentials.json"), document(accessKey, secret));
            return Credentials.of(accessKey, secret);
        }

        @Override
        protected void takeAway() throws Exception {
            Files.delete(folder.resolve("credentials.json"));
        }
    }

    @Nested
    final class InAProfile extends CredentialsSourceContract {
        @TempDir
        Path folder;

        @BeforeEach
        void lead() {
            System.setProperty(
                    "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
            System.setProperty("aws.configFile", folder.resolve("none").toString());
        }

        @AfterEach
        void leadBack() {
            System.clearProperty("aws.sharedCredentialsFile");
            System.clearProperty("aws.configFile");
        }

        @Override
        protected CredentialsSource source() throws Exception {
            return open("profile:work");
        }

        @Override
        protected Credentials put(String accessKey, String secret) throws Exception {
            Files.writeString(
                    folder.resolve("credentials"),
                    "[work]\naws_access_key_id=" + accessKey + "\naws_secret_access_key=" + secret + "\n");
            return Credentials.of(accessKey, secret);
        }

        @Override
        protected void takeAway() throws Exception {
            Files.delete(folder.resolve("credentials"));
        }
    }

    @Nested
    final class InAParameter extends CredentialsSourceContract {
        @Override
        protected CredentialsSource source() throws Exception {
            return open("ssm:/drh/source");
        }

        @Override
        protected Credentials put(String accessKey, String secret) {
            services.parameter("/drh/source", document(accessKey, secret));
            return Credentials.of(accessKey, secret);
        }

        @Override
        protected void takeAway() {
            services.removeParameter("/drh/source");
        }
    }

    @Nested
    final class InASecret extends CredentialsSourceContract {
        @Override
        protected CredentialsSource source() throws Exception {
            return open("secretsmanager:drh/source");
        }

        @Override
        protected Credentials put(String accessKey, String secret) {
            services.secret("drh/source", document(accessKey, secret));
            return Credentials.of(accessKey, secret);
        }

        @Override
        protected void takeAway() {
            services.secret("drh/source", "{\"password\":\"canary-of-another-kind\"}");
        }
    }

    @Nested
    final class OfARole extends CredentialsSourceContract {
        @Override
        protected CredentialsSource source() throws Exception {
            return open("role:" + ROLE + "?external-id=blue-42");
        }

        @Override
        protected Credentials put(String accessKey, String secret) {
            services.allow(IdentityServices.ASSUME_ROLE);
            services.role(
                    ROLE, Optional.of("blue-42"), Optional.of(new AccessKey(accessKey, secret)), Duration.ofHours(1));
            return Credentials.of(accessKey, secret);
        }

        @Override
        protected void takeAway() {
            services.deny(IdentityServices.ASSUME_ROLE);
        }
    }
}
