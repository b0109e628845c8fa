package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher: the archive of classes that makes starts quicker. */
class LauncherArchiveTest extends InHouse {
    @BeforeEach
    void rehearse() {
        house.without("DRH_REHEARSAL");
    }

    @ParameterizedTest
    @CsvSource({"24, jsa, -XX:ArchiveClassesAtExit, -XX:SharedArchiveFile", "25, aot, -XX:AOTCacheOutput, -XX:AOTCache"
    })
    void theClassesOfARunAreArchivedOnceForABuildAndAJdk(String release, String form, String makes, String uses)
            throws Exception {
        Path archive = house.home().resolve("cli/target/drh/classes-jdk-" + release + "." + form);
        String rehearse = "for a; do case $a in " + makes + "=*) echo classes >\"${a#*=}\";" + " echo rehearsal >>"
                + folder.resolve("rehearsals") + ";; esac; done; ";
        Path java = house.jdk("jdk-" + release, release).resolve("bin/java");
        House.script(java, rehearse + "echo \"$0 $*\"");
        house.drh("replicate").ended(0).says("preparing quicker starts (once)", uses + "=" + archive);
        house.drh("replicate").ended(0).says(uses + "=" + archive).doesNotSay("preparing");
        assertEquals(1, Files.readAllLines(folder.resolve("rehearsals")).size());
        theJvmWouldRunTheOldClasses(house.jar());
        house.with("DRH_REHEARSAL", "never");
        house.drh("replicate").ended(0).doesNotSay(archive.toString());
        house.without("DRH_REHEARSAL");
        house.withSources();
        house.drh("replicate").ended(0).says("building cli (once)", "preparing", uses + "=" + archive);
    }

    private void theJvmWouldRunTheOldClasses(Path jar) throws Exception {
        Instant longAgo = Instant.parse("2025-01-01T00:00:00Z");
        Files.writeString(jar, "other classes");
        Files.setLastModifiedTime(jar, FileTime.from(longAgo));
        house.drh("replicate").ended(0).says("preparing");
        house.drh("replicate").ended(0).doesNotSay("preparing");
        Files.writeString(jar, "OTHER classes");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
        house.drh("replicate").ended(0).says("preparing");
        Files.writeString(jar.resolveSibling("more.jar"), "");
        house.drh("replicate").ended(0).says("preparing");
    }

    @Test
    void aJdkThatWasUpdatedInItsPlaceHasItMadeAnew() throws Exception {
        Path jdk = house.jdk("jdk-25", "25");
        house.drh("replicate").ended(0).says("preparing");
        house.drh("replicate").ended(0).doesNotSay("preparing");
        house.jdk("jdk-25", "25.0.1");
        house.drh("replicate").ended(0).says("preparing");
        Ran ran = house.drh("replicate").ended(0).doesNotSay("preparing");
        assertEquals("", ran.err());
        Files.delete(jdk.resolve("release"));
        house.with("DRH_JAVA_HOME", jdk.toString());
        house.drh("replicate").ended(0).says("preparing");
        ran = house.drh("replicate").ended(0).doesNotSay("preparing");
        assertEquals("", ran.err());
    }

    @Test
    void whereNoArchiveCanBeMadeItIsTriedOnce() throws Exception {
        house.jdk("jdk-25", "25");
        house.drh("replicate").ended(0).says("preparing").doesNotSay("-XX:AOTCache=");
        house.drh("replicate").ended(0).doesNotSay("preparing", "-XX:AOTCache=");
    }

    /** The JVM takes a Ctrl-C for itself and ends with 130, as if it had been asked to. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void whoIsStoppedWhileItIsMadeEndsAndTheNextStartMakesIt(String signal, int code) throws Exception {
        assumeTrue(House.reaches(signal), "skipped: whoever started this process has it ignore SIG" + signal);
        Path java = house.jdk("jdk-25", "25").resolve("bin/java");
        String rehearse = "for a; do case $a in -XX:AOTCacheOutput=*) kill -%s $PPID; exit %d;; esac; done; ";
        House.script(java, rehearse.formatted(signal, code) + "echo \"$0 $*\"");
        Ran stopped = house.drh("replicate").ended(code).says("preparing").doesNotSay("Drh replicate");
        assertEquals(List.of("lib"), House.names(house.jar().getParent().getParent()), stopped::toString);
        house.jdk("jdk-25", "25");
        house.drh("replicate").ended(0).says("preparing", "Drh replicate");
    }
}
