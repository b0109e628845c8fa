package io.replicationhub.credentials;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.util.Map;
import java.util.Optional;

/** Credentials in environment variables {@code PREFIX_ACCESS_KEY_ID} and so on. The environment is read once, at the call. */
public final class EnvironmentCredentials {
    private EnvironmentCredentials() {}

    /**
     * The credentials under a prefix; empty where neither variable is set.
     *
     * @throws StorageException.Denied where only one of the two is set
     */
    public static Optional<Credentials> read(String prefix, Map<String, String> environment) throws StorageException {
        String access = value(environment, prefix + "_ACCESS_KEY_ID");
        String secret = value(environment, prefix + "_SECRET_ACCESS_KEY");
        if (access.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (access.isEmpty() || secret.isEmpty()) {
            String missing = prefix + (access.isEmpty() ? "_ACCESS_KEY_ID" : "_SECRET_ACCESS_KEY");
            throw denied("credentials in the environment are incomplete: " + missing + " is not set");
        }
        String token = value(environment, prefix + "_SESSION_TOKEN");
        return Optional.of(new Credentials(access, secret, token.isEmpty() ? Optional.empty() : Optional.of(token)));
    }

    /** What is set now, for good; a source that fails, when it is asked, where the variables are not set. */
    public static CredentialsSource source(String prefix, Map<String, String> environment) {
        try {
            Optional<Credentials> set = read(prefix, environment);
            if (set.isPresent()) {
                return CredentialsSource.of(set.get());
            }
        } catch (StorageException incomplete) {
            // Said below, to who asks.
        }
        return () -> read(prefix, environment)
                .orElseThrow(() -> denied("no credentials in the environment: " + prefix + "_ACCESS_KEY_ID and "
                        + prefix + "_SECRET_ACCESS_KEY are not set"));
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static StorageException denied(String message) {
        return new StorageException.Denied(FailureScope.CREDENTIALS, message, null);
    }
}
