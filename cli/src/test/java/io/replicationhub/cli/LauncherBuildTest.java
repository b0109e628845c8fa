package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher: when it builds, and what a build leaves. */
class LauncherBuildTest {
    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void build() throws IOException {
        house = House.in(folder);
    }

    @Test
    void whatIsMissingIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        house.jdk("jdk-25", "25");
        Files.writeString(house.home().resolve("pom.xml"), "<project/>");
        house.with("DRH_BUILD", "never");
        house.drh("plan").ended(0);
        assertFalse(Files.exists(house.mavenCalls()));
        house.without("DRH_BUILD");
        house.drh("plan").ended(0).says("building cli (once)");
        house.drh("plan").ended(0).doesNotSay("building");
        assertEquals(1, Files.readAllLines(house.mavenCalls()).size());
        assertTrue(Files.readString(house.mavenCalls()).contains("-pl cli -am"));
        Path source = Files.writeString(house.home().resolve("cli/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        house.drh("plan").ended(0).says("building cli (once)");
    }

    @Test
    void aBuildThatFailsIsShown() throws Exception {
        house.jdk("jdk-25", "25");
        Files.writeString(house.home().resolve("pom.xml"), "<project/>");
        house.maven("echo a line of the build; exit 1");
        house.drh("plan").ended(2).says("a line of the build", "the build failed");
        Files.delete(folder.resolve("bin/mvn"));
        if (!Files.exists(Path.of("/usr/bin/mvn"))) {
            house.drh("plan").ended(2).says("Maven is needed");
        }
    }
}
