package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class TemplatesTest {
    @Test
    void thoseInTheRepositoryAreThoseOfTheCode() throws IOException {
        for (Path file : Templates.FILES) {
            Path kept = Synthesized.ROOT.resolve(file);
            assertTrue(
                    Files.isRegularFile(kept)
                            && Files.readString(kept).equals(Synthesized.plain().text()),
                    file + " is not what the code makes. Write it anew by 'mvn -DskipTests package' and '"
                            + Templates.COMMAND + "' in the root of the repository.");
        }
    }

    @Test
    void cdkNagFindsNothingThatIsNotReasoned() {
        Annotations.fromStack(Synthesized.plain().stack()).hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }

    @Test
    void cfnLintFindsNothing(@TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Synthesized.isThere("cfn-lint"), "skipped: cfn-lint is not installed");
        Path file = folder.resolve("template.json");
        Files.writeString(file, Synthesized.plain().text());
        Process lint = new ProcessBuilder("cfn-lint", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes());
        assertTrue(lint.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, lint.exitValue(), said);
    }

    @Test
    void noPartitionIsNamedButByTheTemplateItself() {
        String resources = Synthesized.plain().template().get("Resources").toString();
        assertFalse(resources.contains("arn:aws"), "an ARN with a partition of its own");
        for (String host : resources.split("\"")) {
            if (host.contains("amazonaws.com") && !host.startsWith("com.amazonaws.")) {
                assertTrue(
                        List.of(
                                        "lambda.amazonaws.com",
                                        "ecs-tasks.amazonaws.com",
                                        "scheduler.amazonaws.com",
                                        "cloudwatch.amazonaws.com",
                                        "events.amazonaws.com",
                                        "s3.amazonaws.com")
                                .contains(host),
                        host);
            }
        }
    }
}
