package io.replicationhub.credentials;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where credentials are to be found, as a user writes it. Never the credentials themselves. */
public sealed interface CredentialsReference {
    /** The forms that {@link #parse} knows, for messages and help. */
    String FORMS = "default, profile:NAME, env:PREFIX, file:PATH, ssm:NAME, secretsmanager:NAME, role:ARN or anonymous";

    /** The environment, then whatever AWS's own tools would find on this machine. */
    record Default() implements CredentialsReference {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** A profile of AWS's shared configuration files. */
    record Profile(String name) implements CredentialsReference {
        @Override
        public String toString() {
            return "profile:" + name;
        }
    }

    /** {@code PREFIX_ACCESS_KEY_ID}, {@code PREFIX_SECRET_ACCESS_KEY} and, where it is set, {@code PREFIX_SESSION_TOKEN}. */
    record Environment(String prefix) implements CredentialsReference {
        /** Spelled out, for a record's own is linked when first used, which takes a run's start 10 ms. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Environment variables && prefix.equals(variables.prefix);
        }

        @Override
        public int hashCode() {
            return prefix.hashCode();
        }

        @Override
        public String toString() {
            return "env:" + prefix;
        }
    }

    /** A JSON file; {@link CredentialsJson} says of what form. */
    record JsonFile(Path path) implements CredentialsReference {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /**
     * A parameter of AWS Systems Manager's Parameter Store, with JSON of the same form in it.
     *
     * @param name or the ARN
     */
    record Parameter(String name, AskedBy asked) implements CredentialsReference {
        @Override
        public String toString() {
            return "ssm:" + name + asked;
        }
    }

    /**
     * A secret of AWS Secrets Manager, with JSON of the same form in it.
     *
     * @param id its name or ARN
     */
    record Secret(String id, AskedBy asked) implements CredentialsReference {
        @Override
        public String toString() {
            return "secretsmanager:" + id + asked;
        }
    }

    /** A role to assume. */
    record Role(String arn, Optional<String> externalId, AskedBy asked) implements CredentialsReference {
        /** The external id is the business of the two accounts; it is not shown. */
        @Override
        public String toString() {
            return "role:" + arn + asked;
        }
    }

    /** None: requests go out unsigned. */
    record Anonymous() implements CredentialsReference {
        @Override
        public String toString() {
            return "anonymous";
        }
    }

    /**
     * How AWS is asked for credentials.
     *
     * @param region of the service; where empty, what the ARN or the environment says
     * @param from the credentials to ask with
     */
    record AskedBy(Optional<String> region, CredentialsReference from) {
        public static final AskedBy DEFAULT = new AskedBy(Optional.empty(), new Default());

        @Override
        public String toString() {
            String text =
                    region.map(name -> "&region=" + name).orElse("") + (from instanceof Default ? "" : "&from=" + from);
            return text.isEmpty() ? "" : '?' + text.substring(1);
        }
    }

    /** Whether there may be a document behind it that says where the store is. */
    default boolean maySayPlace() {
        return this instanceof JsonFile || this instanceof Parameter || this instanceof Secret;
    }

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException saying what was expected. The text is not repeated unless it begins like a reference: what
     *     does not may be a secret pasted into the wrong place
     */
    static CredentialsReference parse(String text) {
        try {
            return ReferenceReader.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a reference to credentials: " + e.getMessage(), e);
        }
    }
}
