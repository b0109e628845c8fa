package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of the same trees and the same rules rclone makes the same buckets; where rclone is installed. */
@Timeout(300)
class RcloneTest {
    @TempDir
    Path folder;

    @BeforeEach
    void isInstalled() {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "rclone")));
        Assumptions.assumeTrue(found, "rclone is not installed");
    }

    @Test
    void theSameRulesGiveTheSameBucket() {
        Seeds.each(5, this::compare);
    }

    @Test
    @Tag("slow")
    void theSameForManyMoreSeeds() {
        Seeds.each(100, this::compare);
    }

    private void compare(long seed) throws Exception {
        RandomTree tree = new RandomTree(seed);
        boolean deletes = tree.below(2) == 0;
        String from = tree.below(2) == 0 ? "" : "in/";
        String to = tree.below(2) == 0 ? "" : "out/x/";
        try (Scene scene = Scene.in(folder)) {
            String twin = scene.to().substring("s3://".length()) + "-rclone";
            try (ObjectStore rcloned = scene.createAtDestination(twin)) {
                tree.fill(scene.source, from);
                tree.fillPartly(List.of(scene.destination, rcloned), to);
                List<String> rules = tree.rules();
                if (deletes) {
                    // A source without any object is never taken for one whose objects are to be deleted.
                    rules.addFirst("+ /" + RandomTree.ALWAYS);
                }
                // A source object that is too large hides the destination's from deletion here, and not from rclone's.
                int least = deletes || tree.below(2) == 0 ? 0 : tree.below(500);
                int most = deletes || tree.below(2) == 0 ? 0 : 1_000 + tree.below(1_500);
                String about =
                        (deletes ? "with" : "without") + " deletes, " + rules + ", sizes " + least + " to " + most;
                String bucket = scene.from().substring("s3://".length());
                rclone(scene, deletes ? "sync" : "copy", bucket + "/" + from, twin + "/" + to, rules, least, most);
                scene.from(scene.from() + "/" + from).to(scene.to() + "/" + to);
                scene.replicate(options(rules, least, most, deletes)).ended(0);
                assertEquals(Scene.contents(rcloned), Scene.contents(scene.destination), about);
            }
        }
    }

    private static String[] options(List<String> rules, int least, int most, boolean deletes) {
        List<String> options = new ArrayList<>(List.of("--compare", "etag"));
        for (String rule : rules) {
            options.addAll(List.of(rule.startsWith("+") ? "--include" : "--exclude", rule.substring(2)));
        }
        if (least > 0) {
            options.addAll(List.of("--min-size", Integer.toString(least)));
        }
        if (most > 0) {
            options.addAll(List.of("--max-size", Integer.toString(most)));
        }
        if (deletes) {
            options.addAll(List.of("--delete", "--max-delete", "100%"));
        }
        return options.toArray(String[]::new);
    }

    private void rclone(Scene scene, String verb, String from, String to, List<String> rules, int least, int most)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "rclone",
                verb,
                "src:" + from,
                "dst:" + to,
                "--config",
                "/dev/null",
                "--checksum",
                "--s3-no-check-bucket",
                "--retries",
                "1"));
        for (String rule : rules) {
            command.addAll(List.of("--filter", rule));
        }
        if (!rules.isEmpty() && rules.stream().allMatch(rule -> rule.startsWith("+"))) {
            // Of "- *" it concludes that no other folders need be looked into, though "b/**" means any folder b of
            // theirs.
            command.addAll(List.of("--filter", "- ?*"));
        }
        if (least > 0) {
            command.addAll(List.of("--min-size", least + "B"));
        }
        if (most > 0) {
            command.addAll(List.of("--max-size", most + "B"));
        }
        Path said = folder.resolve("rclone.txt");
        ProcessBuilder rclone =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // It does not come up where one is named that it cannot use.
        rclone.environment().remove("AWS_CA_BUNDLE");
        remote(rclone.environment(), "SRC", scene.sourceServer().toString(), Scene.SRC);
        remote(rclone.environment(), "DST", scene.destinationServer().toString(), Scene.DST);
        Process process = rclone.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "rclone takes too long");
            assertEquals(0, process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void remote(Map<String, String> environment, String name, String endpoint, AccessKey key) {
        String prefix = "RCLONE_CONFIG_" + name + "_";
        environment.putAll(Map.of(
                prefix + "TYPE",
                "s3",
                prefix + "PROVIDER",
                "Other",
                prefix + "ENDPOINT",
                endpoint,
                prefix + "ACCESS_KEY_ID",
                key.id(),
                prefix + "SECRET_ACCESS_KEY",
                key.secret()));
    }
}
