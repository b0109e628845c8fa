package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunUnitTestsTest {
    @Test
    void toolsThatAreMissingAreSaidAtOnce(@TempDir Path folder) throws Exception {
        Workshop.Ran ran = Workshop.in(folder).run("run-unit-tests.sh");

        assertEquals(2, ran.exit());
        assertTrue(ran.err().contains("mvn is not installed"), ran.err());
        assertTrue(ran.err().contains("node is not installed"), ran.err());
    }

    @Test
    void itRunsTheCommandOfTheReadmeAndEndsAsThatDoes(@TempDir Path folder) throws Exception {
        Workshop workshop = Workshop.in(folder).standIn("node", "").standIn("mvn", "exit 7");

        assertEquals(7, workshop.run("run-unit-tests.sh", "-pl", "common").exit());
        assertEquals(List.of("mvn -B -ntp -f " + workshop.root() + "/pom.xml verify -pl common"), workshop.called());
        assertTrue(Files.readString(Workshop.REPOSITORY.resolve("README.md")).contains("\nmvn verify\n"));
    }
}
