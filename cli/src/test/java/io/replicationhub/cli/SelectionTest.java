package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which objects a run is about, and what counts as changed. */
class SelectionTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.in(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aPrefixIsReplacedByTheDestinations() throws Exception {
        for (String key : List.of("in/a", "in/b/c", "inner", "out/a")) {
            scene.put(key, 10);
        }
        scene.prefixes("in/", "copy/of/");
        scene.replicate().ended(0);
        assertEquals(List.of("copy/of/a", "copy/of/b/c"), Scene.keys(scene.destination));
    }

    @Test
    void aPrefixIsAStringAndNoFolder() throws Exception {
        for (String key : List.of("in/a", "inner", "on")) {
            scene.put(key, 10);
        }
        scene.prefixes("in", "x");
        scene.replicate().ended(0);
        assertEquals(List.of("x/a", "xner"), Scene.keys(scene.destination));
    }

    @Test
    void theFirstRuleThatMatchesDecides() throws Exception {
        for (String key : List.of("a.log", "b.log", "keep.log", "c.txt")) {
            scene.put(key, 10);
        }
        scene.replicate("--include", "keep.log", "--exclude", "*.log").ended(0).says("2 of them not selected");
        scene.verify("--include", "keep.log", "--exclude", "*.log").ended(0).says("2 of them not selected");
        assertEquals(List.of("c.txt", "keep.log"), Scene.keys(scene.destination));
        scene.replicate("--exclude", "*.log", "--include", "b.log").ended(0);
        assertEquals(List.of("c.txt", "keep.log"), Scene.keys(scene.destination));
        scene.replicate("--include", "b.log").ended(0);
        assertEquals(List.of("b.log", "c.txt", "keep.log"), Scene.keys(scene.destination));
    }

    @Test
    void sizesAndTimesSelect() throws Exception {
        scene.put("small", 10);
        scene.put("middle", 2_000);
        scene.put("large", 30_000);
        scene.replicate("--modified-before", "1d").ended(0);
        scene.replicate("--modified-after", "2100-01-01").ended(0);
        assertEquals(List.of(), Scene.keys(scene.destination));
        scene.replicate("--min-size", "1KiB", "--max-size", "20kB", "--modified-after", "1d")
                .ended(0);
        assertEquals(List.of("middle"), Scene.keys(scene.destination));
    }

    @Test
    void theConfigFilesRulesKeepTheirOrderAndTheCommandLineWins() throws Exception {
        for (String key : List.of("a.log", "keep.log", "c.txt")) {
            scene.put(key, 10);
        }
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, "include: [keep.log]\nexclude: ['*.log']\nmin-size: 1KiB\nconcurrency: 2\n");
        scene.replicate("--config", config.toString()).ended(0);
        assertEquals(List.of(), Scene.keys(scene.destination));
        scene.replicate("--config", config.toString(), "--min-size", "1").ended(0);
        assertEquals(List.of("c.txt", "keep.log"), Scene.keys(scene.destination));
    }

    @Test
    void inAConfigFileIncludesAndExcludesMayAlternateAsOftenAsOneLikes() throws Exception {
        List<String> keys = List.of("logs/a.txt", "logs/keep/a.tmp", "logs/keep/a.txt", "logs/keep/b.txt", "c.txt");
        for (String key : keys) {
            scene.put(key, 10);
        }
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, """
                filters:
                  - exclude: '*.tmp'
                  - include: logs/keep/a*
                  - exclude: logs/**
                  - include: '**'
                """);
        scene.replicate("--config", config.toString()).ended(0);
        assertEquals(List.of("c.txt", "logs/keep/a.txt"), Scene.keys(scene.destination));
        // The command line's rules come after the file's, as they do by the other names.
        Files.writeString(config, "filters: [exclude: logs/a.txt]\n");
        scene.replicate("--config", config.toString(), "--include", "logs/**", "--exclude", "**")
                .ended(0);
        assertEquals(
                List.of("c.txt", "logs/keep/a.tmp", "logs/keep/a.txt", "logs/keep/b.txt"),
                Scene.keys(scene.destination));
    }

    @Test
    void globsInAConfigFileAreWhatIsWrittenThere() throws Exception {
        List<String> keys = List.of("1.1", "1.10", "1e3", "1000.0", "true", "0x10", "007");
        for (String key : keys) {
            scene.put(key, 10);
        }
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, """
                filters:
                  - exclude: 1.10
                  - exclude: 007
                  - exclude: true
                """);
        scene.replicate("--config", config.toString()).ended(0);
        assertEquals(List.of("0x10", "1.1", "1000.0", "1e3"), Scene.keys(scene.destination));
        Files.writeString(config, "include: [1e3, 1.10]\nexclude: '**'\nquiet: true\n");
        scene.replicate("--config", config.toString()).ended(0);
        assertEquals(List.of("0x10", "1.1", "1.10", "1000.0", "1e3"), Scene.keys(scene.destination));
        Files.writeString(config, "include:\nexclude: null\nregion-of: 1\n");
        scene.replicate("--config", config.toString())
                .ended(2)
                .says("'include' has no value", "'exclude' has no value", "'region-of' is not a setting");
    }

    @Test
    void aConfigFileCanSayEverything() throws Exception {
        scene.put("a", 10);
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, """
                # everything but secrets
                source: %s
                destination: %s
                source-endpoint: %s
                destination-endpoint: %s
                source-credentials: env:SRC
                destination-credentials: env:DST
                state: %s
                quiet: true
                """.formatted(
                scene.from(), scene.to(), scene.sourceServer(), scene.destinationServer(), folder.resolve("state")));
        Ran ran = scene.drh("replicate", "--config", config.toString()).ended(0);
        assertEquals("", ran.out() + ran.err());
        assertEquals(List.of("a"), Scene.keys(scene.destination));
    }

    @Test
    void whatCountsAsChangedFollowsTheMode() throws Exception {
        scene.put("same-size", 100);
        Scene.put(scene.destination, "same-size", ObjectMetadata.NONE, BytesPayload.random(77, 100));
        scene.plan("--exit-code", "--compare", "size").ended(0);
        scene.plan("--exit-code", "--compare", "etag").ended(1).says("changed");
        scene.plan("--exit-code", "--compare", "auto").ended(1);
        scene.plan("--exit-code", "--compare", "size-and-time").ended(0);
        scene.plan("--exit-code", "--compare", "checksum").ended(1);
    }
}
