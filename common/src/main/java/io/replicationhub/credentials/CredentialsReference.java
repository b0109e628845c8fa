package io.replicationhub.credentials;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where credentials are to be found, as a user writes it. Never the credentials themselves. */
public sealed interface CredentialsReference {
    /** The forms that {@link #parse} knows, for messages and help. */
    String FORMS = "default, profile:NAME, env:PREFIX, file:PATH or anonymous";

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

    /** None: requests go out unsigned. */
    record Anonymous() implements CredentialsReference {
        @Override
        public String toString() {
            return "anonymous";
        }
    }

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException naming the fault. The text is not repeated unless it begins like a reference: what
     *     does not may be a secret pasted into the wrong place
     */
    static CredentialsReference parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "default" -> bare(new Default(), colon);
            case "anonymous" -> bare(new Anonymous(), colon);
            case "profile" -> new Profile(named(rest, "profile:NAME needs a profile's name"));
            case "env" -> new Environment(variablePrefix(rest));
            case "file" -> new JsonFile(path(named(rest, "file:PATH needs the path of a JSON file")));
            default -> throw new IllegalArgumentException("not a reference to credentials: expected " + FORMS);
        };
    }

    private static CredentialsReference bare(CredentialsReference reference, int colon) {
        if (colon >= 0) {
            throw new IllegalArgumentException("'" + reference + "' takes nothing after it");
        }
        return reference;
    }

    private static String named(String rest, String complaint) {
        if (rest.isBlank()) {
            throw new IllegalArgumentException(complaint);
        }
        return rest;
    }

    private static String variablePrefix(String rest) {
        if (!Pattern.matches("[A-Za-z_][A-Za-z0-9_]*", rest)) {
            throw new IllegalArgumentException(
                    "env:PREFIX needs the first part of variable names: letters, digits and '_', such as env:SOURCE for"
                            + " SOURCE_ACCESS_KEY_ID");
        }
        return rest;
    }

    private static Path path(String rest) {
        try {
            return Path.of(rest);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("file:PATH has no valid path: " + e.getReason(), e);
        }
    }
}
