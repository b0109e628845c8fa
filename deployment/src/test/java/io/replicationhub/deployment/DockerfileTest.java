package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the image without making it. */
class DockerfileTest {
    private static final Set<String> INSTRUCTIONS =
            Set.of("ARG", "FROM", "WORKDIR", "COPY", "RUN", "VOLUME", "USER", "ENV", "ENTRYPOINT");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final List<String> instructions = read();

    /** One line for each instruction, without comments. */
    private static List<String> read() {
        try {
            String text = Files.readString(Workshop.REPOSITORY.resolve("deployment/jobsender/Dockerfile"));
            return text.replaceAll("(?m)^#.*\n", "")
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String only(String instruction) {
        List<String> found = instructions.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .toList();
        assertEquals(1, found.size(), () -> instruction + " among " + instructions);
        return found.get(0).substring(instruction.length() + 1);
    }

    private List<String> entrypoint() {
        String text = only("ENTRYPOINT");
        assertTrue(text.startsWith("[") && text.endsWith("]"), () -> "no shell in between: " + text);
        List<String> words = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    @Test
    void itHasInstructionsThatDockerKnows() {
        for (String line : instructions) {
            assertTrue(INSTRUCTIONS.contains(line.substring(0, line.indexOf(' '))), line);
        }
    }

    @Test
    void itIsBuiltOnceAndRunsOnEitherProcessor() {
        List<String> stages =
                instructions.stream().filter(line -> line.startsWith("FROM ")).toList();
        assertEquals(2, stages.size());
        assertEquals("FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build", stages.get(0));
        int last = instructions.indexOf(stages.get(1));
        assertTrue(
                instructions.subList(last, instructions.size()).stream().noneMatch(line -> line.startsWith("RUN ")),
                "what is run there is run on the other processor, for which many machines have no emulation");
        assertTrue(instructions.contains("ARG RUNTIME_IMAGE=eclipse-temurin:25-jre"), instructions::toString);
        assertTrue(instructions.contains("COPY --from=build /stage/${TARGETARCH}/ /opt/drh/"), instructions::toString);
    }

    /** A line "# syntax=" has BuildKit fetch a frontend from Docker Hub before it reads on, whatever mirrors are given. */
    @Test
    void nothingIsFetchedButTheImagesThatCanBeGiven() throws IOException {
        String text = Files.readString(Workshop.REPOSITORY.resolve("deployment/jobsender/Dockerfile"));
        assertFalse(text.replace(" ", "").contains("#syntax="), text);
        for (String line : instructions) {
            if (line.startsWith("FROM ")) {
                assertTrue(line.contains("${BUILD_IMAGE}") || line.contains("${RUNTIME_IMAGE}"), line);
            }
        }
    }

    @Test
    void theProgramIsTheProcessThatSignalsReach() throws IOException {
        List<String> words = entrypoint();

        assertEquals("java", words.get(0));
        String main = words.get(words.size() - 1);
        assertTrue(
                Files.exists(
                        Workshop.REPOSITORY.resolve("ecs-jobsender/src/main/java/" + main.replace('.', '/') + ".java")),
                main);
        assertEquals("/opt/drh/lib/*", words.get(words.indexOf("-cp") + 1));
    }

    @Test
    void itRunsAsNobodyInParticularAndWritesToOneFolder() throws IOException {
        assertEquals("10001:10001", only("USER"));
        assertEquals("[\"/tmp\"]", only("VOLUME"));
        String template =
                Files.readString(Workshop.REPOSITORY.resolve("deployment/global/data-replication-hub.template.json"));
        assertTrue(template.contains("\"ContainerPath\" : \"/tmp\""), "the task lays its volume over the same folder");
    }

    @Test
    void whatIsBuiltOrSecretStaysOutOfTheContext() throws IOException {
        List<String> ignored = Files.readAllLines(Workshop.REPOSITORY.resolve(".dockerignore"));
        assertTrue(ignored.containsAll(List.of(".git", "**/target", "**/node_modules")), ignored::toString);
        // The build reads all poms, and the modules that the JobSender is made of.
        try (Stream<Path> modules = Files.list(Workshop.REPOSITORY)) {
            for (Path module : modules.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .toList()) {
                assertFalse(ignored.contains(module.getFileName().toString()), module::toString);
            }
        }
    }
}
