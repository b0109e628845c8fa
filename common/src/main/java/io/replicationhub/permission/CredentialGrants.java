package io.replicationhub.permission;

import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsReference.AskedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What must be allowed so that a reference to credentials can be followed. */
public final class CredentialGrants {
    private CredentialGrants() {}

    /**
     * What the reference takes; empty where nobody is asked.
     *
     * @param region that AWS is asked in where the reference says none; any where empty
     */
    public static Optional<Grant> of(CredentialsReference reference, Partition partition, Optional<String> region) {
        return switch (reference) {
            case CredentialsReference.Parameter parameter ->
                Optional.of(Grant.of(
                        Action.GET_PARAMETER,
                        arnOr(
                                parameter.name(),
                                () -> of(parameter.asked(), partition)
                                        .arn(
                                                "ssm",
                                                at(parameter.asked(), region),
                                                "*",
                                                "parameter" + slashed(parameter.name())))));
            case CredentialsReference.Secret secret ->
                Optional.of(Grant.of(
                        Action.GET_SECRET,
                        // Six characters that Secrets Manager chooses end the ARN (Secrets Manager User Guide).
                        arnOr(
                                secret.id(),
                                () -> of(secret.asked(), partition)
                                        .arn(
                                                "secretsmanager",
                                                at(secret.asked(), region),
                                                "*",
                                                "secret:" + secret.id() + "-??????"))));
            case CredentialsReference.Role role -> Optional.of(Grant.of(Action.ASSUME_ROLE, role.arn()));
            case CredentialsReference.Default any -> Optional.empty();
            case CredentialsReference.Profile any -> Optional.empty();
            case CredentialsReference.Environment any -> Optional.empty();
            case CredentialsReference.JsonFile any -> Optional.empty();
            case CredentialsReference.Anonymous any -> Optional.empty();
        };
    }

    /** Who follows the reference; empty where that is whoever the program runs as, or nobody. */
    public static Optional<CredentialsReference> askedWith(CredentialsReference reference) {
        AskedBy asked = switch (reference) {
            case CredentialsReference.Parameter parameter -> parameter.asked();
            case CredentialsReference.Secret secret -> secret.asked();
            case CredentialsReference.Role role -> role.asked();
            case CredentialsReference.Default any -> AskedBy.DEFAULT;
            case CredentialsReference.Profile any -> AskedBy.DEFAULT;
            case CredentialsReference.Environment any -> AskedBy.DEFAULT;
            case CredentialsReference.JsonFile any -> AskedBy.DEFAULT;
            case CredentialsReference.Anonymous any -> AskedBy.DEFAULT;
        };
        return asked.from() instanceof CredentialsReference.Default ? Optional.empty() : Optional.of(asked.from());
    }

    /** Both for a reference and for those that it is followed with: one for each step. */
    public static List<Grant> along(CredentialsReference reference, Partition partition, Optional<String> region) {
        List<Grant> all = new ArrayList<>();
        Optional<CredentialsReference> next = Optional.of(reference);
        while (next.isPresent()) {
            of(next.get(), partition, region).ifPresent(all::add);
            next = askedWith(next.get());
        }
        return all;
    }

    private static Partition of(AskedBy asked, Partition otherwise) {
        return asked.region().map(Partition::of).orElse(otherwise);
    }

    private static String at(AskedBy asked, Optional<String> region) {
        return asked.region().or(() -> region).orElse("*");
    }

    private static String arnOr(String name, Supplier<String> otherwise) {
        return name.startsWith("arn:") ? name : otherwise.get();
    }

    /** Systems Manager User Guide, "Parameter Store ARNs": the slash that a name begins with is not doubled. */
    private static String slashed(String name) {
        int colon = name.indexOf(':');
        String bare = colon < 0 ? name : name.substring(0, colon);
        return bare.startsWith("/") ? bare : '/' + bare;
    }
}
