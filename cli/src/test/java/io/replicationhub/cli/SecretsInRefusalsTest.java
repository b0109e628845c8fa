package io.replicationhub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused may be a secret in the wrong place: it is not repeated. */
class SecretsInRefusalsTest extends Refusals {
    @Test
    void secretsInTheWrongPlaceAreNotRepeated() {
        scene.replicate("--source-credentials", "AKIAX:canary-pasted").ended(2).doesNotSay("canary", "AKIAX");
        scene.replicate("--source-endpoint", "https://id:canary@host").ended(2).doesNotSay("canary");
    }

    @Test
    void secretsInAGlobAreNotRepeated() {
        for (String glob : List.of("AKIAX:canary[", "AKIAIOSFODNN7EXAMPLE/canary[")) {
            scene.replicate("--include", glob)
                    .ended(2)
                    .says("--include must be a glob")
                    .doesNotSay("canary", "AKIAX");
        }
    }

    /** Other programs read more arguments from a file named so. */
    @Test
    void aValueThatBeginsWithAnAtSignIsAValue() throws Exception {
        Path words = folder.resolve("words");
        Files.writeString(words, "--no-such-option canary");
        for (String value : List.of("@" + words, "@" + folder, "@@" + words)) {
            scene.replicate("--modified-after", value)
                    .ended(2)
                    .says("--modified-after must be")
                    .doesNotSay("canary", "no-such-option");
        }
    }

    @Test
    void secretsInALocationAreNotRepeated() throws Exception {
        for (String place : List.of(
                "s3://AKIAX:canary@bucket",
                "s3://AKIAX:canary/canary@bucket/prefix",
                "s3://AKIAX:canary",
                "https://AKIAX:canary@host/bucket",
                "AKIAX:canary",
                "@canary",
                "wJalrXUtnFEMI/K7MDENG/canary9CYEXAMPLEKEY")) {
            scene.drh("plan", place, "s3://bucket")
                    .ended(2)
                    .says("SOURCE must be")
                    .doesNotSay("canary", "AKIAX");
            scene.drh("replicate", "s3://bucket", place)
                    .ended(2)
                    .says("DESTINATION must be")
                    .doesNotSay("canary", "AKIAX");
            scene.drh(place, "s3://bucket").ended(2).says("no command of drh").doesNotSay("canary", "AKIAX");
            scene.replicate(place)
                    .ended(2)
                    .says("one SOURCE and one DESTINATION")
                    .doesNotSay("canary", "AKIAX");
            scene.replicate("--source-profile", place)
                    .ended(2)
                    .says("--source-profile")
                    .doesNotSay("canary", "AKIAX");
            scene.replicate("--json=" + place).ended(2).says("--json").doesNotSay("canary", "AKIAX");
            Path config = folder.resolve("drh.yaml");
            Files.writeString(config, "source: \"" + place + "\"\npart-size: \"" + place + "\"\n");
            scene.drh("verify", "--config", config.toString())
                    .ended(2)
                    .says("SOURCE must be", "--part-size must be")
                    .doesNotSay("canary", "AKIAX");
        }
    }

    @Test
    void secretsInAConfigFileThatIsNoYamlAreNotRepeated() throws Exception {
        Path config = folder.resolve("drh.yaml");
        for (String fault : List.of(
                "source-credentials: *canary",
                "source-credentials: !canary x",
                "source-credentials: \"AKIAX\\canary\"",
                "%canary",
                "AKIAX:canary")) {
            Files.writeString(config, "quiet: true\n" + fault + "\n");
            scene.replicate("--config", config.toString())
                    .ended(2)
                    .says("--config", config.toString())
                    .doesNotSay("canary", "AKIAX");
        }
    }
}
