package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher: when it builds, and what a build leaves. */
class LauncherBuildTest extends InHouse {
    @Test
    void whatIsMissingIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
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
    void whatIsSavedDuringABuildIsInTheNext() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        Path source = house.home().resolve("cli/src/main/New.java");
        house.maven("sleep 1; " + house.builds() + "; [ -e " + source + " ] || echo >" + source + "; sleep 0.1");
        house.drh("plan").ended(0).says("building cli (once)");
        house.drh("plan").ended(0).says("building cli (once)");
        house.drh("plan").ended(0).doesNotSay("building");
    }

    @Test
    void mavenIsToldWhichJdkWasTaken() throws Exception {
        Path jdk = house.jdk("jdk-25", "25");
        house.withSources();
        house.maven("echo $JAVA_DRH_HOME >" + house.mavenCalls());
        house.drh("plan");
        assertEquals(List.of(jdk.toString()), Files.readAllLines(house.mavenCalls()));
    }

    @Test
    void aBuildThatFailsIsShown() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        house.maven("echo a line of the build; exit 1");
        house.drh("plan").ended(2).says("a line of the build", "the build failed");
        Files.delete(folder.resolve("bin/mvn"));
        if (!Files.exists(Path.of("/usr/bin/mvn"))) {
            house.drh("plan").ended(2).says("Maven is needed");
        }
    }

    @Test
    void aBuildThatFailsLeavesTheOneBefore() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        house.maven("mkdir -p " + house.jar().getParent() + "; echo half >" + house.jar() + "; exit 1");
        house.drh("plan").ended(2).says("the build failed");
        assertEquals("classes", Files.readString(house.jar()));
        house.with("DRH_BUILD", "never");
        house.drh("plan").ended(0);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aBuildThatIsStoppedLeavesTheOneBefore(String signal, int code) throws Exception {
        assumeTrue(House.reaches(signal), "skipped: whoever started this process has it ignore SIG" + signal);
        house.jdk("jdk-25", "25");
        house.withSources();
        house.maven("kill -" + signal + " $PPID; exit " + code);
        house.drh("plan").ended(code).doesNotSay("Drh plan");
        assertEquals("classes", Files.readString(house.jar()));
        assertEquals(
                List.of("cli", "drh", "pom.xml"),
                House.names(house.home()).stream()
                        .filter(name -> !name.equals(".build.log"))
                        .toList());
    }

    @Test
    void whatAKilledBuildPutAsideIsThereAgainWhenTheNextOneFails() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        house.maven("kill -9 $PPID; mkdir -p " + house.jar().getParent() + "; echo half >" + house.jar());
        house.drh("plan").ended(137);
        house.maven("exit 1");
        house.drh("plan").ended(2).says("the build failed");
        assertEquals("classes", Files.readString(house.jar()));
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        house.maven("sleep 1; " + house.builds());
        House.Running one = house.start("plan");
        House.Running other = house.start("plan");
        Ran first = one.end().ended(0).says("Drh plan");
        Ran second = other.end().ended(0).says("Drh plan");
        assertEquals(1, Files.readAllLines(house.mavenCalls()).size());
        assertTrue((first.err() + second.err()).contains("waiting for a build that is at work"), first + "\n" + second);
    }

    @Test
    void theLockOfADeadProcessHoldsNobodyUp() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = house.home().resolve(".build.lock");
        Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));
        house.drh("plan").ended(0).says("building cli (once)").doesNotSay("waiting");
        assertFalse(Files.isSymbolicLink(lock));
    }

    /** As after a restart, or in a container, whose first process has the same number each time. */
    @Test
    void theNumberOfALockMayBeAnothersByNow() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        long living = ProcessHandle.current().pid();
        Files.createSymbolicLink(house.home().resolve(".build.lock"), Path.of(Long.toString(living)));
        house.drh("plan").ended(0).says("building cli (once)").doesNotSay("waiting");
    }

    /** Whoever builds else leaves it so when it is killed. */
    @Test
    void jarsThatWerePutAsideAreBuiltAnew() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        house.drh("plan").ended(0).says("building cli (once)");
        Files.move(house.jar().getParent(), house.jar().getParent().resolveSibling("lib.before"));
        house.drh("plan").ended(0).says("building cli (once)");
        house.drh("plan").ended(0).doesNotSay("building");
    }

    /** 1 would say that objects failed. */
    @Test
    void whereNothingWasBuiltItSaysSo() throws Exception {
        house.jdk("jdk-25", "25");
        Files.delete(house.jar());
        house.drh("plan").ended(2).says("no jar is in " + house.jar().getParent());
        house.withSources();
        house.maven("exit 0");
        house.drh("plan").ended(2).says("no jar is in " + house.jar().getParent());
        house.with("DRH_BUILD", "never");
        Ran ran = house.drh("plan").ended(2);
        assertEquals(1, ran.err().lines().count(), ran::toString);
    }

    @Test
    void aCheckoutThatCannotBeWrittenToIsNamed() throws Exception {
        house.jdk("jdk-25", "25");
        house.withSources();
        Files.setPosixFilePermissions(house.home(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(house.home()), "skipped: root writes everywhere");
            Ran ran = house.drh("plan").ended(2).says(house.home() + " cannot be written to", "DRH_BUILD=never");
            assertEquals(1, ran.err().lines().count(), ran::toString);
            house.with("DRH_BUILD", "never");
            house.drh("plan").ended(0);
        } finally {
            Files.setPosixFilePermissions(house.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
