package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher: which JDK it takes, and how large it makes the heap. */
class LauncherTest extends InHouse {
    @Test
    void theNewestJdkIsTaken() throws Exception {
        house.jdk("jdk-17", "17.0.9");
        house.jdk("jdk-25", "25");
        house.jdk("jdk-21", "21.0.2");
        house.jdk("java-8", "1.8.0_402");
        house.drh("plan").ended(0).says("jdk-25/bin/java", "io.replicationhub.cli.Drh plan");
    }

    @Test
    void javaHomeIsTakenWhereItIsNewEnough() throws Exception {
        house.jdk("jdk-25", "25");
        house.with("JAVA_HOME", house.jdk("jdk-21", "21.0.2").toString());
        house.drh("plan").ended(0).says("jdk-21/bin/java");
        house.with("JAVA_HOME", house.jdk("jdk-17", "17.0.9").toString());
        house.drh("plan").ended(0).says("jdk-25/bin/java");
        house.with("DRH_JAVA_HOME", house.jdk("jdk-22", "22").toString());
        house.drh("plan").ended(0).says("jdk-22/bin/java");
        house.with("DRH_JAVA_HOME", "/nowhere");
        house.drh("plan").ended(2).says("DRH_JAVA_HOME is /nowhere, which has no bin/java");
        Path old = house.jdk("jdk-17", "17.0.9");
        house.with("DRH_JAVA_HOME", old.toString());
        house.drh("plan").ended(2).says("DRH_JAVA_HOME is " + old + ", a JDK 17; drh needs one from 21 up");
        Files.delete(old.resolve("release"));
        house.drh("plan").ended(0).says("jdk-17/bin/java");
    }

    @Test
    void aJavaHomeWithoutAJavaIsPassedOver() throws Exception {
        house.jdk("jdk-21", "21.0.2");
        Path broken = house.jdk("jdk-25", "25");
        Files.delete(broken.resolve("bin/java"));
        house.with("JAVA_HOME", broken.toString());
        house.drh("plan").ended(0).says("jdk-21/bin/java");
    }

    /** Its servers are in its own process. */
    @Test
    void theDemoIsNotSentToAProxy() throws Exception {
        House.script(house.jdk("jdk-25", "25").resolve("bin/java"), "echo \"by ($HTTP_PROXY) ($http_proxy) to $*\"");
        Path jar = house.home().resolve("demo/target/drh/lib/demo.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "classes");
        house.with("HTTP_PROXY", "http://proxy:3128");
        house.with("http_proxy", "http://proxy:3128");
        house.drh("demo").ended(0).says("by () () to ", "io.replicationhub.demo.Demo");
        house.drh("plan").ended(0).says("by (http://proxy:3128) (http://proxy:3128) to ");
    }

    /** As in some containers and services. */
    @Test
    void noHomeIsNeeded() throws Exception {
        house.without("HOME");
        house.without("DRH_JDKS");
        house.with("DRH_JAVA_HOME", house.jdk("jdk-25", "25").toString());
        Ran ran = house.drh("plan").ended(0).says("jdk-25/bin/java");
        assertEquals("", ran.err());
        house.without("DRH_JAVA_HOME");
        house.drh("plan").doesNotSay("unbound variable");
    }

    /** As under cron, and where the locale of a terminal far away is not installed here. */
    @ParameterizedTest
    @CsvSource({
        "C, C.UTF-8",
        "POSIX, C.UTF-8",
        "'', C.UTF-8",
        "xx_XX.UTF-8, C.UTF-8",
        "C.UTF-8, C.UTF-8",
        "xx_XX.KOI8-R, xx_XX.KOI8-R"
    })
    void argumentsBeyondAsciiReachJavaInAnyLocale(String locale, String taken) throws Exception {
        assumeTrue(OS.LINUX.isCurrentOs());
        House.script(house.jdk("jdk-25", "25").resolve("bin/java"), "echo \"by ${LC_ALL:-$LANG}\"");
        house.without("LC_ALL");
        house.without("LC_CTYPE");
        house.with("LANG", locale);
        Ran ran = house.drh("plan").ended(0).says("by " + taken + "\n");
        assertEquals("", ran.err());
    }

    @Test
    void withoutAJdkItSaysWhatToDo() throws Exception {
        house.jdk("jdk-17", "17.0.9");
        house.drh("plan").ended(2).says("no JDK from 21 up was found", "Install one", "DRH_JAVA_HOME");
    }

    @Test
    void memorySizesTheHeap() throws Exception {
        house.jdk("jdk-25", "25");
        house.drh("replicate").ended(0).says("-Xmx120m");
        house.drh("replicate", "--memory", "96MiB").ended(0).says("-Xmx60m", "Drh replicate --memory 96MiB");
        house.drh("replicate", "--memory=1GiB").ended(0).says("-Xmx952m");
        house.drh("replicate", "--memory=1GiB", "--memory", "96MiB").ended(0).says("-Xmx60m");
        house.drh("replicate", "--memory", "much").ended(0).says("-Xmx120m");
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, "part-size: 8MiB\nmemory: 512MiB # enough\n");
        house.drh("replicate", "--config", config.toString()).ended(0).says("-Xmx440m");
        house.drh("replicate", "--config", config.toString(), "--memory", "96MiB")
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
        house.jdk("jdk-25", "25");
        Ran ran = house.drh("replicate", "--memory", memory).ended(0).says("-Xmx" + heap + "m");
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
        house.jdk("jdk-25", "25");
        Path config = Files.writeString(folder.resolve("drh.yaml"), line + "\r\n");
        Ran ran = house.drh("replicate", "--config", config.toString()).ended(0).says("-Xmx" + heap + "m");
        assertEquals("", ran.err());
    }

    @Test
    void aConfigFileThatCannotBeReadIsLeftToJava() throws Exception {
        house.jdk("jdk-25", "25");
        for (Path none : List.of(folder, folder.resolve("none"), Path.of("/dev/null"))) {
            Ran ran =
                    house.drh("replicate", "--config", none.toString()).ended(0).says("-Xmx120m");
            assertEquals("", ran.err());
        }
    }
}
