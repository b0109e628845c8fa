package io.replicationhub.cli.settings;

import io.replicationhub.config.Nearest;
import io.replicationhub.config.Secrets;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML file whose keys are the options' names without the dashes. Order is kept, so that include and exclude rules
 * mean what they say; {@code filters} has them alternate.
 */
final class ConfigFile {
    /** A settings file is a page of text; anything larger is a mistake. */
    private static final long MAX_BYTES = 1 << 20;

    private ConfigFile() {}

    /**
     * What the file sets, in its order; a rule given as a list stands there once for each value.
     *
     * @param problems where all that is wrong with the file is noted
     */
    static List<Map.Entry<Option, String>> read(Path file, List<String> problems) {
        List<Map.Entry<Option, String>> settings = new ArrayList<>();
        Map<?, ?> document = document(file, problems);
        document.forEach((key, value) -> {
            if (ConfigFilters.NAME.equals(key)) {
                settings.addAll(ConfigFilters.read(document, file, problems));
                return;
            }
            Optional<Option> option = named(String.valueOf(key));
            if (option.isEmpty()) {
                problems.add(file + ": "
                        + (Secrets.mayBeIn(String.valueOf(key)) ? "a name in it" : "'" + key + "'")
                        + " is not a setting"
                        + Nearest.to(String.valueOf(key), names())
                                .map(meant -> "; did you mean '" + meant + "'?")
                                .orElse(""));
            } else {
                append(option.get(), value, settings, file, problems);
            }
        });
        return settings;
    }

    private static Map<?, ?> document(Path file, List<String> problems) {
        String fault;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it is larger than 1 MiB, which no settings are");
            }
            Object document = new Load(LoadSettings.builder()
                            .setLabel(file.toString())
                            .setSchema(new TextSchema())
                            .build())
                    .loadFromString(Files.readString(file));
            if (document == null) {
                return Map.of();
            }
            if (document instanceof Map<?, ?> map) {
                return map;
            }
            fault = "must have lines of the form 'name: value'";
        } catch (NoSuchFileException e) {
            fault = "does not exist";
        } catch (AccessDeniedException e) {
            fault = "may not be read by this user";
        } catch (CharacterCodingException e) {
            fault = "is not text in UTF-8";
        } catch (IOException e) {
            fault = "cannot be read: " + e.getMessage();
        } catch (MarkedYamlEngineException e) {
            // What the parser says of it quotes the text, which may be a secret.
            fault = (e instanceof DuplicateKeyException ? "has a name twice" : "is not YAML")
                    + e.getProblemMark()
                            .map(mark -> " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")")
                            .orElse("");
        } catch (YamlEngineException e) {
            fault = "is not YAML";
        }
        problems.add("--config: the file " + file + " " + fault);
        return Map.of();
    }

    private static void append(
            Option option,
            @Nullable Object value,
            List<Map.Entry<Option, String>> settings,
            Path file,
            List<String> problems) {
        if (option.repeats() && value instanceof List<?> many) {
            many.forEach(one -> appendOne(option, one, settings, file, problems));
        } else {
            appendOne(option, value, settings, file, problems);
        }
    }

    /** A list in a list is none, and may hold itself. */
    private static void appendOne(
            Option option,
            @Nullable Object value,
            List<Map.Entry<Option, String>> settings,
            Path file,
            List<String> problems) {
        switch (value) {
            case null -> problems.add(file + ": '" + option.bare() + "' has no value");
            case Map<?, ?> nested -> problems.add(file + ": '" + option.bare() + "' must be a value, not a map");
            case List<?> nested ->
                problems.add(file + ": '" + option.bare() + "' must be a value, not a list"
                        + (option.repeats() ? " in a list" : ""));
            default -> settings.add(Map.entry(option, value.toString()));
        }
    }

    private static Optional<Option> named(String key) {
        return Arrays.stream(Option.values())
                .filter(option -> option != Option.CONFIG && option.bare().equals(key))
                .findFirst();
    }

    private static List<String> names() {
        return Stream.concat(
                        Arrays.stream(Option.values())
                                .filter(option -> option != Option.CONFIG)
                                .map(Option::bare),
                        Stream.of(ConfigFilters.NAME))
                .toList();
    }
}
