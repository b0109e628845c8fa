package io.replicationhub.cli.policy;

import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.RunSettingsReader;
import io.replicationhub.cli.settings.SideSettings;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.permission.CredentialGrants;
import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Partition;
import io.replicationhub.permission.Policy;
import io.replicationhub.permission.Purpose;
import io.replicationhub.plan.Side;
import io.replicationhub.settings.Versions;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code drh policy}: nobody is asked, and no credentials are looked for. */
public final class PolicyRun {
    private final RunSettings settings;
    private final PolicySettings own;
    private final Map<String, String> environment;

    private PolicyRun(RunSettings settings, PolicySettings own, Map<String, String> environment) {
        this.settings = settings;
        this.own = own;
        this.environment = environment;
    }

    /** A document, and where it is to be put. */
    private record Titled(String name, String title, Policy policy) {}

    public static PolicyRun read(Arguments arguments, Map<String, String> environment) throws SettingsException {
        RunSettings settings = RunSettingsReader.readWithoutCredentials(arguments, environment, InstantSource.system());
        return new PolicyRun(settings, PolicySettings.read(arguments), environment);
    }

    /** Prints the policies, as text or as JSON. */
    public void print(PrintStream out) throws IOException {
        List<Titled> documents = new ArrayList<>();
        own.sides().forEach(side -> documents.addAll(of(side)));
        documents.addAll(ofStarter());
        if (settings.json()) {
            SummaryJson.write(out, json -> {
                for (Titled document : documents) {
                    json.writeFieldName(document.name());
                    document.policy().write(json);
                }
            });
            return;
        }
        out.println("Policies for " + settings.source().location() + " -> "
                + settings.destination().location());
        for (Titled document : documents) {
            out.println();
            out.println(document.title() + ":");
            out.println(document.policy().json());
        }
        notes().forEach(note -> {
            out.println();
            out.println("Note: " + note);
        });
    }

    private List<Titled> of(Side side) {
        SideSettings settled = side(side);
        List<Grant> grants = bucket(side).of(wanted(), side);
        List<Titled> documents = new ArrayList<>();
        String where = settled.location().toString();
        if (!isAnonymous(side)) {
            documents.add(new Titled(
                    side + "-identity",
                    "For the role or user that " + verb(side) + " " + where + " (" + settled.credentials() + ")",
                    Policy.ofIdentity(grants)));
        }
        own.principal().ifPresent(principal -> {
            documents.add(new Titled(
                    side + "-bucket",
                    "For the policy of the bucket " + settled.location().bucket() + ", where it is another account's",
                    Policy.ofBucket(grants, principal)));
            Policy ofKey = Policy.ofKey(grants, principal);
            if (!ofKey.isEmpty()) {
                documents.add(
                        new Titled(side + "-key", "For the policy of the " + side + "'s key of KMS, likewise", ofKey));
            }
        });
        return documents;
    }

    /** What it takes to follow the references to credentials; nothing where they are at hand. */
    private List<Titled> ofStarter() {
        Map<String, List<Grant>> byWho = new LinkedHashMap<>();
        for (Side side : own.sides()) {
            var next = Optional.of(side(side).credentials());
            while (next.isPresent()) {
                var reference = next.get();
                String who = CredentialGrants.askedWith(reference)
                        .map(Object::toString)
                        .orElse("");
                CredentialGrants.of(reference, lookUps(side), Optional.empty())
                        .ifPresent(grant -> byWho.computeIfAbsent(who, any -> new ArrayList<>())
                                .add(grant));
                next = CredentialGrants.askedWith(reference);
            }
        }
        List<Titled> documents = new ArrayList<>();
        byWho.forEach((who, grants) -> documents.add(new Titled(
                who.isEmpty() ? "credentials" : "credentials of " + who,
                "For " + (who.isEmpty() ? "who starts drh" : who) + ", to look up credentials",
                Policy.ofIdentity(grants))));
        return documents;
    }

    private Set<Purpose> wanted() {
        EnumSet<Purpose> wanted = EnumSet.copyOf(
                Wanted.by(settings.copies(), settings.deletes().isPresent(), settings.versions() == Versions.ALL));
        Wanted.add(wanted, Purpose.SOURCE_KEY, own.sourceKey().isPresent());
        Wanted.add(wanted, Purpose.RESTORE, own.restore());
        Wanted.add(wanted, Purpose.BUCKET_FACTS, own.doctor());
        return wanted;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Side side : own.sides()) {
            SideSettings settled = side(side);
            if (isAnonymous(side)) {
                notes.add("the " + side + " is asked without credentials: its bucket must allow that to everybody");
            }
            if (!BucketGrants.areUnderstoodBy(settled.service())) {
                notes.add("the " + side + " is " + settled.service().title()
                        + ", which has names of its own for the same requests; these are AWS's");
            }
        }
        if (settings.source().requesterPays()) {
            notes.add("--requester-pays needs no more than the requests themselves; they are on our bill");
        }
        return notes;
    }

    private BucketGrants bucket(Side side) {
        return new BucketGrants(
                partition(side),
                side(side).location().bucket(),
                side(side).location().prefix(),
                switch (side) {
                    case SOURCE -> own.sourceKey();
                    case DESTINATION -> settings.copies().write().encryption().kmsKeyId();
                });
    }

    private Partition partition(Side side) {
        return side(side).partition(environment);
    }

    /** Where documents of credentials are: where drh runs, as far as that is said, and never where another service is. */
    private Partition lookUps(Side side) {
        return Partition.here(environment)
                .orElseGet(() -> BucketGrants.areUnderstoodBy(side(side).service()) ? partition(side) : Partition.AWS);
    }

    private SideSettings side(Side side) {
        return switch (side) {
            case SOURCE -> settings.source();
            case DESTINATION -> settings.destination();
        };
    }

    private boolean isAnonymous(Side side) {
        return side(side).credentials() instanceof CredentialsReference.Anonymous;
    }

    private static String verb(Side side) {
        return side == Side.SOURCE ? "reads" : "writes";
    }
}
