package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildEcrTest {
    private static final String ACCOUNT = "123456789012";
    private static final String SECRET = "the-password-of-the-registry";
    /** Signs in with what it reads, and knows no builder of ours yet. */
    private static final String DOCKER = """
        case "$1 $2" in
          'login --username') read -r secret; [ "$secret" = %s ] ;;
          'buildx inspect') exit 1 ;;
        esac
        """.formatted(SECRET);

    private Workshop workshop;

    @BeforeEach
    void aWorkshop(@TempDir Path folder) throws IOException {
        workshop = Workshop.in(folder);
    }

    private Workshop equipped() throws IOException {
        return workshop.standIn("docker", DOCKER)
                .standIn("aws", "case $* in *get-login-password*) echo " + SECRET + " ;; esac");
    }

    private String call(String beginning) throws IOException {
        List<String> calls = workshop.called().stream()
                .filter(call -> call.startsWith(beginning))
                .toList();
        assertEquals(1, calls.size(), () -> beginning + " among " + calls);
        return calls.get(0);
    }

    @Test
    void whateverIsMissingIsSaidAtOnce() throws Exception {
        Workshop.Ran ran = workshop.run("build-ecr.sh");

        assertEquals(2, ran.exit());
        for (String missing :
                List.of("REGION", "ACCOUNT", "aws is not installed", "docker is not installed", "--help")) {
            assertTrue(ran.err().contains(missing), () -> missing + " in " + ran.err());
        }
    }

    @Test
    void wrongArgumentsAreSaid() throws Exception {
        Workshop.Ran ran = equipped().run("build-ecr.sh", "Virginia", "12", "a tag");

        assertEquals(2, ran.exit());
        for (String wrong : List.of("'Virginia'", "'12'", "'a tag'")) {
            assertTrue(ran.err().contains(wrong), () -> wrong + " in " + ran.err());
        }
        assertFalse(workshop.called().stream().anyMatch(call -> call.startsWith("aws")), "nothing was asked of AWS");
    }

    @Test
    void aDockerThatCannotBuildForTwoProcessorsIsSaid() throws Exception {
        Workshop.Ran ran = equipped().standIn("docker", "exit 1").run("build-ecr.sh", "us-east-1", ACCOUNT);

        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("buildx"), ran.err());
        assertTrue(ran.err().contains("daemon does not answer"), ran.err());
    }

    @Test
    void oneBuildForBothProcessorsIsPushed() throws Exception {
        Workshop.Ran ran =
                equipped().run("build-ecr.sh", "us-east-1", ACCOUNT, "v1.2.0").well();

        String uri = ACCOUNT + ".dkr.ecr.us-east-1.amazonaws.com/drh-jobsender:v1.2.0";
        String build = call("docker buildx build");
        assertTrue(build.contains("--platform linux/arm64,linux/amd64"), build);
        assertTrue(build.contains("--tag " + uri + " --push "), build);
        assertTrue(build.contains("deployment/jobsender/Dockerfile"), build);
        assertTrue(build.endsWith(" " + workshop.root()), build);
        assertEquals("pushed " + uri, ran.out().lines().reduce((a, b) -> b).orElseThrow());
        assertFalse(workshop.called().stream().anyMatch(call -> call.contains("create-repository")), "it is there");
        assertFalse(String.join("\n", workshop.called()).contains(SECRET), "no secret among arguments");
    }

    @Test
    void theTagIsTheVersionWhereNothingIsSaid() throws Exception {
        equipped().run("build-ecr.sh", "us-east-1", ACCOUNT).well();

        assertTrue(call("docker buildx build").contains("/drh-jobsender:0.1.0 "), call("docker buildx build"));
    }

    @Test
    void aRepositoryIsMadeWhereThereIsNone() throws Exception {
        equipped()
                .standIn(
                        "aws",
                        "case $* in *describe-repositories*) exit 254 ;; *get-login*) echo " + SECRET + " ;; esac")
                .with("ECR_REPOSITORY", "team/sender")
                .run("build-ecr.sh", "eu-central-1", ACCOUNT)
                .well();

        assertTrue(call("aws ecr create-repository").contains("--repository-name team/sender"));
        assertTrue(call("docker buildx build").contains(".eu-central-1.amazonaws.com/team/sender:"));
    }

    @Test
    void chinaHasARegistryAndMirrorsOfItsOwn() throws Exception {
        equipped()
                .with("RUNTIME_IMAGE", "mirror.example/eclipse-temurin:25-jre")
                .run("build-ecr.sh", "cn-northwest-1", ACCOUNT)
                .well();

        String build = call("docker buildx build");
        assertTrue(build.contains(ACCOUNT + ".dkr.ecr.cn-northwest-1.amazonaws.com.cn/drh-jobsender:"), build);
        assertTrue(build.contains("--build-arg RUNTIME_IMAGE=mirror.example/eclipse-temurin:25-jre"), build);
        assertTrue(call("docker login").endsWith(".amazonaws.com.cn"), call("docker login"));
        assertEquals("docker buildx create --name drh-builder --driver docker-container", call("docker buildx create"));
    }

    /** The container that buildx builds in is an image, too, and comes from Docker Hub where nothing else is said. */
    @Test
    void whatBuildsTheImageMayComeFromAMirrorToo() throws Exception {
        equipped()
                .with("BUILDKIT_IMAGE", "mirror.example/moby/buildkit:v0.20")
                .run("build-ecr.sh", "cn-northwest-1", ACCOUNT)
                .well();

        String builder = "drh-builder-mirror-example-moby-buildkit-v0-20";
        assertEquals(
                "docker buildx create --name " + builder
                        + " --driver docker-container --driver-opt image=mirror.example/moby/buildkit:v0.20",
                call("docker buildx create"));
        assertTrue(call("docker buildx build").contains("--builder " + builder + " "), call("docker buildx build"));
    }

    @Test
    void aPushThatFailsEndsIt() throws Exception {
        Workshop.Ran ran = equipped()
                .standIn("docker", DOCKER + "case \"$1 $2\" in 'buildx build') exit 3 ;; esac")
                .run("build-ecr.sh", "us-east-1", ACCOUNT);

        assertEquals(3, ran.exit());
        assertFalse(ran.out().contains("pushed"), ran.out());
    }
}
