package io.replicationhub.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The templates that need no CDK. One text serves every partition, since it names none; it is kept twice because it is
 * published twice, from a bucket of either partition.
 */
final class Templates {
    /** Below the repository. */
    static final List<Path> FILES = List.of(
            Path.of("deployment", "global", "data-replication-hub.template.json"),
            Path.of("deployment", "cn", "data-replication-hub.template.json"));

    /** What writes them anew. */
    static final String COMMAND = "cdk/app templates";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private Templates() {}

    static void write(Path root) throws IOException {
        String template = plain();
        for (Path file : FILES) {
            Path target = root.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, template);
        }
    }

    /** The template with placeholders instead of code. */
    private static String plain() throws IOException {
        Path folder = Files.createTempDirectory("drh-cdk");
        try {
            App app = app(folder);
            HubStack.add(app, new PublishedArtefacts());
            return of(app);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /** An app that leaves its files in a folder, which may be missing. */
    static App app(Path folder) {
        return new App(AppProps.builder().outdir(folder.toString()).build());
    }

    /** The text of the app's one template. */
    static String of(App app) throws IOException {
        var assembly = app.synth();
        // Sorted by name, so that the text depends on nothing but the template.
        Object template = JSON.readValue(
                Path.of(assembly.getStackByName(HubStack.NAME).getTemplateFullPath())
                        .toFile(),
                Object.class);
        return JSON.writeValueAsString(template) + '\n';
    }
}
