package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

class DeployFormTest {
    @TempDir
    private Path root;

    @TempDir
    private Path out;

    @Test
    void whatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() throws IOException {
        Optional<String> missing = new BuiltArtefacts(root).missing();
        assertTrue(missing.orElseThrow().contains(Artefacts.WORKER_JAR), missing.toString());
        assertTrue(missing.get().contains(Artefacts.HOOKS_JAR), missing.toString());
        assertTrue(missing.get().contains(BuiltArtefacts.BUILD), missing.toString());
        fill();
        assertEquals(Optional.empty(), new BuiltArtefacts(root).missing());
    }

    @Test
    void bothFormsHaveTheSameResourcesSoThatOneUpgradesTheOther() throws IOException {
        Synthesized.needNode();
        fill();
        App app = Templates.app(out);
        HubStack.add(app, new BuiltArtefacts(root));
        JsonNode deployed = Synthesized.JSON.readTree(Templates.of(app));
        JsonNode plain = Synthesized.plain().template();
        var names = new TreeSet<String>();
        plain.get("Resources").fieldNames().forEachRemaining(names::add);
        deployed.get("Resources").fieldNames().forEachRemaining(name -> assertTrue(names.remove(name), name));
        assertEquals(new TreeSet<String>(), names);
        assertTrue(deployed.get("Resources").get("JobSenderTask").toString().contains("container-assets"));
        assertTrue(deployed.get("Resources").get("JobWorker").toString().contains("cdk-hnb659fds-assets"));
    }

    /** Maven reads the poms of all modules that the root's pom names, and gives up where one is not there. */
    @Test
    void theImageIsBuiltWhereNoModuleIsMissing() throws IOException {
        Synthesized.needNode();
        fill();
        Files.copy(Synthesized.ROOT.resolve(".dockerignore"), root.resolve(".dockerignore"));
        Files.copy(Synthesized.ROOT.resolve("pom.xml"), root.resolve("pom.xml"));
        Matcher modules = Pattern.compile("<module>(.+?)</module>").matcher(Files.readString(root.resolve("pom.xml")));
        var expected = new TreeSet<>(Set.of("pom.xml"));
        while (modules.find()) {
            Path pom = Path.of(modules.group(1), "pom.xml");
            Files.createDirectories(root.resolve(pom).getParent());
            Files.copy(Synthesized.ROOT.resolve(pom), root.resolve(pom));
            expected.add(pom.toString());
        }
        assertTrue(expected.size() > 1, expected.toString());

        HubStack.add(Templates.app(out), new BuiltArtefacts(root));
        Path context;
        try (Stream<Path> assets = Files.list(out)) {
            context = assets.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        var staged = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(context)) {
            files.filter(file -> file.endsWith("pom.xml"))
                    .forEach(file -> staged.add(context.relativize(file).toString()));
        }
        assertEquals(expected, staged);
    }

    private void fill() throws IOException {
        for (Path file : BuiltArtefacts.needed()) {
            Path target = root.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, "FROM scratch");
        }
    }
}
