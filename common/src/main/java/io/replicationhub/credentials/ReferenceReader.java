package io.replicationhub.credentials;

import io.replicationhub.credentials.CredentialsReference.Anonymous;
import io.replicationhub.credentials.CredentialsReference.AskedBy;
import io.replicationhub.credentials.CredentialsReference.Default;
import io.replicationhub.credentials.CredentialsReference.Environment;
import io.replicationhub.credentials.CredentialsReference.JsonFile;
import io.replicationhub.credentials.CredentialsReference.Parameter;
import io.replicationhub.credentials.CredentialsReference.Profile;
import io.replicationhub.credentials.CredentialsReference.Role;
import io.replicationhub.credentials.CredentialsReference.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads references as users write them. Nothing of a text that is wrong is repeated: it may be a secret. */
final class ReferenceReader {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Systems Manager API reference, GetParameter: a name, a version or label behind a colon, or an ARN. */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.:/-]{1,2048}");
    /** Secrets Manager API reference, CreateSecret, Name; {@code !} stands in those that services manage; and ARNs. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,2048}");
    /** IAM user guide, "IAM identifiers". */
    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,512}");
    /** STS API reference, AssumeRole, ExternalId. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

    private ReferenceReader() {}

    static CredentialsReference read(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "default" -> bare(new Default(), colon);
            case "anonymous" -> bare(new Anonymous(), colon);
            case "profile" -> new Profile(named(rest, "profile:NAME needs a profile's name"));
            case "env" ->
                new Environment(matching(
                        VARIABLE,
                        rest,
                        "env:PREFIX needs the first part of variable names: letters, digits and '_', such as"
                                + " env:SOURCE for SOURCE_ACCESS_KEY_ID"));
            case "file" -> new JsonFile(path(named(rest, "file:PATH needs the path of a JSON file")));
            case "ssm" -> {
                Asking asking = Asking.read(rest, "ssm:NAME");
                yield new Parameter(
                        matching(PARAMETER, asking.what(), "ssm:NAME needs the name or the ARN of a parameter"),
                        asking.askedBy("ssm:NAME"));
            }
            case "secretsmanager" -> {
                Asking asking = Asking.read(rest, "secretsmanager:NAME");
                yield new Secret(
                        matching(SECRET, asking.what(), "secretsmanager:NAME needs the name or the ARN of a secret"),
                        asking.askedBy("secretsmanager:NAME"));
            }
            case "role" -> {
                Asking asking = Asking.read(rest, "role:ARN");
                yield new Role(
                        matching(
                                ROLE,
                                asking.what(),
                                "role:ARN needs the ARN of a role, such as role:arn:aws:iam::123456789012:role/NAME,"
                                        + " with ?external-id=ID behind it where the role asks for one"),
                        asking.externalId()
                                .map(id -> matching(
                                        EXTERNAL_ID,
                                        id,
                                        "external-id needs 2 to 1,224 letters, digits and characters of _+=,.@:/-")),
                        asking.asked());
            }
            default -> throw new IllegalArgumentException("expected " + CredentialsReference.FORMS);
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

    private static String matching(Pattern form, String text, String complaint) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(complaint);
        }
        return text;
    }

    private static Path path(String rest) {
        try {
            return Path.of(rest);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("file:PATH has no valid path: " + e.getReason(), e);
        }
    }

    /**
     * What stands behind the kind: {@code WHAT?external-id=ID&region=REGION&from=REFERENCE}. {@code from} comes last and
     * takes the rest, so that a reference in it may have all of this too.
     */
    private record Asking(
            String what, Optional<String> externalId, Optional<String> region, Optional<CredentialsReference> from) {

        static Asking read(String text, String form) {
            int mark = text.indexOf('?');
            if (mark < 0) {
                return new Asking(text, Optional.empty(), Optional.empty(), Optional.empty());
            }
            Optional<String> externalId = Optional.empty();
            Optional<String> region = Optional.empty();
            Optional<CredentialsReference> from = Optional.empty();
            String rest = text.substring(mark + 1);
            while (!rest.isEmpty()) {
                if (rest.startsWith("from=")) {
                    from = Optional.of(base(rest.substring("from=".length())));
                    break;
                }
                int end = rest.indexOf('&');
                String one = end < 0 ? rest : rest.substring(0, end);
                rest = end < 0 ? "" : rest.substring(end + 1);
                if (one.startsWith("external-id=")) {
                    externalId = Optional.of(one.substring("external-id=".length()));
                } else if (one.startsWith("region=")) {
                    region = Optional.of(matching(
                            REGION, one.substring("region=".length()), "region needs the name of an AWS region"));
                } else {
                    throw new IllegalArgumentException("behind " + form
                            + "? only external-id=ID, region=REGION and, last, from=REFERENCE are known");
                }
            }
            return new Asking(text.substring(0, mark), externalId, region, from);
        }

        AskedBy askedBy(String form) {
            if (externalId.isPresent()) {
                throw new IllegalArgumentException("external-id belongs to role:ARN, not to " + form);
            }
            return asked();
        }

        AskedBy asked() {
            return new AskedBy(region, from.orElse(new Default()));
        }

        private static CredentialsReference base(String text) {
            CredentialsReference base = ReferenceReader.read(text);
            if (base instanceof Anonymous) {
                throw new IllegalArgumentException("from needs credentials: AWS answers nobody who is anonymous");
            }
            return base;
        }
    }
}
