package io.replicationhub.credentials;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key pair, with the token that belongs to it where it is temporary. Printing one shows no secret.
 *
 * @param accessKey the public half; empty for {@link #ANONYMOUS}, and only there
 */
public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
    /** Requests go out unsigned, for buckets that are public. */
    public static final Credentials ANONYMOUS = new Credentials("", "", Optional.empty());

    private static final int SHOWN = 4;

    public Credentials {
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new IllegalArgumentException("credentials need both an access key and a secret key");
        }
    }

    public static Credentials of(String accessKey, String secretKey) {
        return new Credentials(accessKey, secretKey, Optional.empty());
    }

    public boolean isAnonymous() {
        return accessKey.isEmpty();
    }

    /** Spelled out, as in all that is compared for each object: what a record has of its own is linked when first used. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials pair
                && accessKey.equals(pair.accessKey)
                && secretKey.equals(pair.secretKey)
                && sessionToken.equals(pair.sessionToken);
    }

    @Override
    public int hashCode() {
        return accessKey.hashCode();
    }

    @Override
    public String toString() {
        if (isAnonymous()) {
            return "anonymous";
        }
        String shown = accessKey.length() > 2 * SHOWN ? accessKey.substring(0, SHOWN) + '…' : "…";
        return "access key " + shown + (sessionToken.isPresent() ? " (temporary)" : "");
    }
}
