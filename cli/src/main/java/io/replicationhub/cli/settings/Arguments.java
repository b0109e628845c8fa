package io.replicationhub.cli.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user set, as text: the config file's settings with the command line's over them.
 *
 * @param values the last value of each option that was given; flags are {@code true} or {@code false}
 * @param filters the include and exclude rules in the order given, the config file's first
 */
public record Arguments(Map<Option, String> values, List<Map.Entry<Option, String>> filters) {

    /** @param problems where what is wrong with the config file is noted */
    public static Arguments of(List<Map.Entry<Option, String>> commandLine, List<String> problems) {
        @Nullable String config = null;
        for (Map.Entry<Option, String> given : commandLine) {
            if (given.getKey() == Option.CONFIG) {
                config = given.getValue();
            }
        }
        List<Map.Entry<Option, String>> all = new ArrayList<>();
        if (config != null) {
            all.addAll(ConfigFile.read(Path.of(config), problems));
        }
        all.addAll(commandLine);
        Map<Option, String> values = new EnumMap<>(Option.class);
        List<Map.Entry<Option, String>> filters = new ArrayList<>();
        for (Map.Entry<Option, String> given : all) {
            Option option = given.getKey();
            if (option.repeats()) {
                filters.add(given);
            } else if (given.getValue().isBlank() && !option.isParameter()) {
                // Not as if it were left out: "$VARIABLE" may be all that a limit was given by.
                problems.add(option.variable() + " needs a value: " + option.label());
            } else {
                values.put(option, given.getValue());
            }
        }
        return new Arguments(values, filters);
    }

    /** The values by the names that users know them by. */
    public Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        values.forEach((option, value) -> texts.put(option.variable(), value));
        return texts;
    }

    public boolean has(Option option) {
        return values.containsKey(option);
    }
}
