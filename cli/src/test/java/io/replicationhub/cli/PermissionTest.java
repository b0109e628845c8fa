package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.Action;
import io.replicationhub.permission.Operation;
import io.replicationhub.permission.Purpose;
import io.replicationhub.plan.Side;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of permissions against the requests of real runs, as a proxy saw them: nothing is asked for that the policy
 * for the same options does not allow, and the policies allow nothing that no run asks for.
 */
@Timeout(120)
class PermissionTest {
    private static final int LARGE = 11 << 20;

    @TempDir
    Path folder;

    private final Map<Side, Set<Action>> taken = new EnumMap<>(
            Map.of(Side.SOURCE, EnumSet.noneOf(Action.class), Side.DESTINATION, EnumSet.noneOf(Action.class)));

    @Test
    void whatRunsAskForIsWhatPoliciesAllow() throws Exception {
        try (Clinic clinic = new Clinic(folder)) {
            clinic.put("empty", 0);
            clinic.put("small", 1_000);
            clinic.put("large", LARGE);
            var unsaid = run(clinic, "doctor", Optional.of(1), "--events");
            run(clinic, "plan", 0);
            run(clinic, "replicate", 0, "--part-size", "5MiB");
            run(clinic, "verify", 0, "--deep");
            clinic.scene().to("s3://to/options/");
            String[] options = {"--tags", "--acl", "private", "--sse", "kms", "--part-size", "5MiB"};
            run(clinic, "replicate", 0, options);
            run(clinic, "doctor", 0, options);
            clinic.scene().to("s3://to/copy/");
            clinic.destination.put(
                    new ObjectKey("copy/extra"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 9));
            run(clinic, "replicate", 0, "--delete", "--max-delete", "100%");
            run(clinic, "doctor", 0, "--delete");
            archive(clinic);
            var unused = run(clinic, "restore", Optional.empty());
        }
        try (Clinic clinic = new Clinic(folder.resolve("store")).atOneEndpoint()) {
            clinic.put("small", 1_000);
            clinic.put("large", LARGE);
            String[] byStore = {"--destination-credentials", "env:SRC"};
            run(clinic, "replicate", 0, byStore);
            clinic.scene().to("s3://to/tags/");
            run(clinic, "replicate", 0, "--destination-credentials", "env:SRC", "--tags");
            run(clinic, "doctor", 0, byStore);
        }
        try (Clinic clinic = new Clinic(folder.resolve("versions"))) {
            clinic.keepVersions();
            clinic.put("a", 1_000);
            clinic.put("b", 1_000);
            clinic.put("a", 2_000);
            clinic.source.delete(new ObjectKey("photos/b"));
            run(clinic, "replicate", 0, "--versions", "all", "--tags");
            run(clinic, "doctor", 0, "--versions", "all", "--tags");
        }
        for (Side side : Side.values()) {
            EnumSet<Action> expected = EnumSet.copyOf(Purpose.actions(EnumSet.allOf(Purpose.class), side));
            if (side == Side.SOURCE) {
                // What the source is encrypted with does not show in a request.
                expected.remove(Action.KMS_DECRYPT);
            }
            assertEquals(expected, taken.get(side), "asked for at the " + side);
        }
    }

    private void run(Clinic clinic, String command, int code, String... options) throws Exception {
        run(clinic, command, Optional.of(code), options);
    }

    private Ran run(Clinic clinic, String command, Optional<Integer> code, String... options) throws Exception {
        clinic.forgetRequests();
        Ran ran = clinic.run(command, options);
        code.ifPresent(ran::ended);
        JsonNode policies = policies(clinic, command, options);
        for (Side side : Side.values()) {
            Set<String> allowed = allowed(policies.get(side + "-identity"));
            for (RequestHead request : clinic.requests(side)) {
                Asked asked = Asked.by(request);
                covered(side, asked.here(), allowed, request);
                covered(Side.SOURCE, asked.source(), allowed(policies.get("source-identity")), request);
            }
        }
        return ran;
    }

    private void covered(Side side, Set<Operation> asked, Set<String> allowed, RequestHead request) {
        for (Action action : Operation.actions(asked)) {
            assertTrue(
                    allowed.contains(action.id()),
                    () -> action + " at the " + side + " is not in " + allowed + ": " + request);
            taken.get(side).add(action);
        }
    }

    private static JsonNode policies(Clinic clinic, String command, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.remove("--events");
        all.remove("--deep");
        all.add("--json");
        if (command.equals("doctor")) {
            all.add("--for-doctor");
        } else if (command.equals("restore")) {
            all.add("--for-restore");
        }
        return clinic.run("policy", all.toArray(String[]::new)).ended(0).json();
    }

    private static Set<String> allowed(JsonNode policy) {
        Set<String> actions = new TreeSet<>();
        policy.get("Statement")
                .forEach(statement -> statement.get("Action").forEach(action -> actions.add(action.asText())));
        return actions;
    }

    private static void archive(Clinic clinic) throws Exception {
        clinic.source.put(
                new ObjectKey("photos/cold"),
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.in(Optional.of("GLACIER")),
                BytesPayload.random(2, 9));
    }
}
