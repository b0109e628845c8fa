package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, copied to a house of its own, with JDKs and a Maven that only tell how they were called. */
class LauncherTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new TreeMap<>();
    private Path home;
    private Path jdks;
    private Path calls;

    @BeforeEach
    void build() throws IOException {
        home = Files.createDirectories(folder.resolve("house"));
        jdks = Files.createDirectories(folder.resolve("jdks"));
        calls = folder.resolve("mvn-calls");
        Files.copy(Path.of("..", "drh"), home.resolve("drh"));
        Files.createDirectories(home.resolve("cli/src/main"));
        script(folder.resolve("bin/mvn"), "echo \"$*\" >> " + calls + "; mkdir -p " + home + "/cli/target/drh");
        environment.put("DRH_JDKS", jdks.toString());
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    }

    @Test
    void theNewestJdkIsTaken() throws Exception {
        jdk("jdk-17", "17.0.9");
        jdk("jdk-25", "25");
        jdk("jdk-21", "21.0.2");
        jdk("java-8", "1.8.0_402");
        drh("plan").ended(0).says("jdk-25/bin/java", "io.replicationhub.cli.Drh plan");
    }

    @Test
    void javaHomeIsTakenWhereItIsNewEnough() throws Exception {
        jdk("jdk-25", "25");
        environment.put("JAVA_HOME", jdk("jdk-21", "21.0.2").toString());
        drh("plan").ended(0).says("jdk-21/bin/java");
        environment.put("JAVA_HOME", jdk("jdk-17", "17.0.9").toString());
        drh("plan").ended(0).says("jdk-25/bin/java");
        environment.put("DRH_JAVA_HOME", jdk("jdk-22", "22").toString());
        drh("plan").ended(0).says("jdk-22/bin/java");
        environment.put("DRH_JAVA_HOME", "/nowhere");
        drh("plan").ended(2).says("DRH_JAVA_HOME is /nowhere, which has no bin/java");
    }

    @Test
    void withoutAJdkItSaysWhatToDo() throws Exception {
        jdk("jdk-17", "17.0.9");
        drh("plan").ended(2).says("no JDK from 21 up was found", "Install one", "DRH_JAVA_HOME");
    }

    @Test
    void memorySizesTheHeap() throws Exception {
        jdk("jdk-25", "25");
        drh("replicate").ended(0).says("-Xmx120m");
        drh("replicate", "--memory", "96MiB").ended(0).says("-Xmx60m", "Drh replicate --memory 96MiB");
        drh("replicate", "--memory=1GiB").ended(0).says("-Xmx952m");
        drh("replicate", "--memory=1GiB", "--memory", "96MiB").ended(0).says("-Xmx60m");
        drh("replicate", "--memory", "much").ended(0).says("-Xmx120m");
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, "part-size: 8MiB\nmemory: 512MiB # enough\n");
        drh("replicate", "--config", config.toString()).ended(0).says("-Xmx440m");
        drh("replicate", "--config", config.toString(), "--memory", "96MiB")
                .ended(0)
                .says("-Xmx60m");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5GiB, 1464",
        "0512MiB, 440",
        "08k, 40",
        "1 GiB, 952",
        "536870912, 440",
        "1.5e3MiB, 120",
        "99999GiB, 120",
        "99999999999999999999, 120",
        "'', 120"
    })
    void memoryOfAnyFormSizesTheHeapAndWhatIsNoneIsLeftToJava(String memory, int heap) throws Exception {
        jdk("jdk-25", "25");
        Ran ran = drh("replicate", "--memory", memory).ended(0).says("-Xmx" + heap + "m");
        assertEquals("", ran.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # nothing set         | 120
            part-size: 8MiB       | 120
            memory:               | 120
            memory: [1]           | 120
            memory-of: 1GiB       | 120
            "memory": "1GiB"      | 952
            {memory: 1GiB, json: true} | 952
            memory : 1GiB # much  | 952
            """)
    void aConfigFileSizesTheHeapWhereItSaysSo(String line, int heap) throws Exception {
        jdk("jdk-25", "25");
        Path config = Files.writeString(folder.resolve("drh.yaml"), line + "\r\n");
        Ran ran = drh("replicate", "--config", config.toString()).ended(0).says("-Xmx" + heap + "m");
        assertEquals("", ran.err());
    }

    @Test
    void aConfigFileThatCannotBeReadIsLeftToJava() throws Exception {
        jdk("jdk-25", "25");
        for (Path none : List.of(folder, folder.resolve("none"), Path.of("/dev/null"))) {
            Ran ran = drh("replicate", "--config", none.toString()).ended(0).says("-Xmx120m");
            assertEquals("", ran.err());
        }
    }

    @Test
    void whatIsMissingIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        jdk("jdk-25", "25");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        environment.put("DRH_BUILD", "never");
        drh("plan").ended(0);
        assertFalse(Files.exists(calls));
        environment.remove("DRH_BUILD");
        drh("plan").ended(0).says("building cli (once)");
        drh("plan").ended(0).doesNotSay("building");
        assertEquals(1, Files.readAllLines(calls).size());
        assertTrue(Files.readString(calls).contains("-pl cli -am"));
        Path source = Files.writeString(home.resolve("cli/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        drh("plan").ended(0).says("building cli (once)");
    }

    @Test
    void aBuildThatFailsIsShown() throws Exception {
        jdk("jdk-25", "25");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        script(folder.resolve("bin/mvn"), "echo a line of the build; exit 1");
        drh("plan").ended(2).says("a line of the build", "the build failed");
        Files.delete(folder.resolve("bin/mvn"));
        if (!Files.exists(Path.of("/usr/bin/mvn"))) {
            drh("plan").ended(2).says("Maven is needed");
        }
    }

    @ParameterizedTest
    @CsvSource({"24, jsa, -XX:ArchiveClassesAtExit, -XX:SharedArchiveFile", "25, aot, -XX:AOTCacheOutput, -XX:AOTCache"
    })
    void theClassesOfARunAreArchivedOnceForABuildAndAJdk(String release, String form, String makes, String uses)
            throws Exception {
        Path archive = home.resolve("cli/target/drh/classes-jdk-" + release + "." + form);
        Path jar = home.resolve("cli/target/drh/lib/common.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "classes");
        script(folder.resolve("bin/mvn"), "mkdir -p " + jar.getParent());
        String rehearse = "for a; do case $a in " + makes + "=*) echo classes >\"${a#*=}\";" + " echo rehearsal >>"
                + folder.resolve("rehearsals") + ";; esac; done; ";
        Path java = jdk("jdk-" + release, release).resolve("bin/java");
        script(java, rehearse + "echo \"$0 $*\"");
        drh("replicate").ended(0).says("preparing quicker starts (once)", uses + "=" + archive);
        drh("replicate").ended(0).says(uses + "=" + archive).doesNotSay("preparing");
        assertEquals(1, Files.readAllLines(folder.resolve("rehearsals")).size());
        theJvmWouldRunTheOldClasses(jar);
        environment.put("DRH_REHEARSAL", "never");
        drh("replicate").ended(0).doesNotSay(archive.toString());
        environment.remove("DRH_REHEARSAL");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        drh("replicate").ended(0).says("building cli (once)", "preparing", uses + "=" + archive);
    }

    private void theJvmWouldRunTheOldClasses(Path jar) throws Exception {
        Instant longAgo = Instant.parse("2025-01-01T00:00:00Z");
        Files.writeString(jar, "other classes");
        Files.setLastModifiedTime(jar, FileTime.from(longAgo));
        drh("replicate").ended(0).says("preparing");
        drh("replicate").ended(0).doesNotSay("preparing");
        Files.writeString(jar, "OTHER classes");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
        drh("replicate").ended(0).says("preparing");
        Files.writeString(jar.resolveSibling("more.jar"), "");
        drh("replicate").ended(0).says("preparing");
    }

    @Test
    void whereNoArchiveCanBeMadeItIsTriedOnce() throws Exception {
        Files.createDirectories(home.resolve("cli/target/drh/lib"));
        jdk("jdk-25", "25");
        drh("replicate").ended(0).says("preparing").doesNotSay("-XX:AOTCache=");
        drh("replicate").ended(0).doesNotSay("preparing", "-XX:AOTCache=");
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        script(jdk.resolve("bin/java"), "echo \"$0 $*\"");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran drh(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("drh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DRH_") || name.equals("JAVA_HOME"));
        builder.environment().putAll(environment);
        Path err = folder.resolve("err");
        long began = System.nanoTime();
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the launcher does not end");
        return new Ran(process.exitValue(), out, Files.readString(err), Duration.ofNanos(System.nanoTime() - began));
    }
}
