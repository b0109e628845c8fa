package io.replicationhub.object;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Those whose uploads are ours. S3 names whoever began an upload: a user by its ARN, a session of a role as
 * {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION}, an account by its canonical id (Amazon S3 API Reference,
 * Initiator; IAM User Guide, "IAM identifiers"). An entry here is a role's name or ARN, a user's ARN, or what the store
 * says, letter for letter.
 *
 * @param names at least one
 */
public record Uploaders(List<String> names) {
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::([^:]*):assumed-role/([^/]+)/.*");
    private static final Pattern ROLE = Pattern.compile("arn:([^:]+):iam::([^:]*):role/(?:.*/)?([^/]+)");

    public Uploaders {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("uploaders need at least one name");
        }
    }

    /**
     * Reads names with commas between them.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Uploaders parse(String text) {
        List<String> names = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "names or ARNs of roles, ARNs of users or ids, with commas between them");
        }
        return new Uploaders(names);
    }

    /** Whether an upload was begun by one of these; no where the store does not tell by whom. */
    public boolean began(OpenUpload upload) {
        return upload.initiator().filter(this::include).isPresent();
    }

    private boolean include(String initiator) {
        if (names.contains(initiator)) {
            return true;
        }
        Matcher session = SESSION.matcher(initiator);
        return session.matches() && names.stream().anyMatch(name -> isRole(name, session));
    }

    private static boolean isRole(String name, Matcher session) {
        if (!name.startsWith("arn:")) {
            return name.equals(session.group(3));
        }
        Matcher role = ROLE.matcher(name);
        return role.matches()
                && role.group(1).equals(session.group(1))
                && role.group(2).equals(session.group(2))
                && role.group(3).equals(session.group(3));
    }

    @Override
    public String toString() {
        return names.stream().collect(Collectors.joining(", "));
    }
}
