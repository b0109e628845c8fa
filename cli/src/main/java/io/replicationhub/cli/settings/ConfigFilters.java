package io.replicationhub.cli.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a config file where they alternate: a list of {@code include: GLOB} and {@code exclude: GLOB}, as often as
 * one likes. By the two names alone, each of which stands in a file once, they could change but once.
 */
final class ConfigFilters {
    static final String NAME = "filters";

    private ConfigFilters() {}

    /**
     * The rules in their order.
     *
     * @param document the whole file
     * @param problems where what is wrong with them is noted, with nothing of what they say
     */
    static List<Map.Entry<Option, String>> read(Map<?, ?> document, Path file, List<String> problems) {
        if (document.containsKey(Option.INCLUDE.bare()) || document.containsKey(Option.EXCLUDE.bare())) {
            problems.add(
                    file + ": '" + NAME + "' cannot go with 'include' or 'exclude' beside it: put their rules into it");
            return List.of();
        }
        List<Map.Entry<Option, String>> rules = new ArrayList<>();
        if (document.get(NAME) instanceof List<?> items) {
            for (Object item : items) {
                Optional<Map.Entry<Option, String>> rule = rule(item);
                if (rule.isPresent()) {
                    rules.add(rule.get());
                } else {
                    problems.add(file + ": item " + (items.indexOf(item) + 1) + " of '" + NAME
                            + "' must be 'include: GLOB' or 'exclude: GLOB'");
                    return List.of();
                }
            }
        } else {
            problems.add(file + ": '" + NAME + "' must be a list of 'include: GLOB' and 'exclude: GLOB'");
        }
        return rules;
    }

    private static Optional<Map.Entry<Option, String>> rule(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> rule) || rule.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<?, ?> only = rule.entrySet().iterator().next();
        Object glob = only.getValue();
        if (glob == null || glob instanceof Map<?, ?> || glob instanceof List<?>) {
            return Optional.empty();
        }
        return List.of(Option.INCLUDE, Option.EXCLUDE).stream()
                .filter(option -> option.bare().equals(only.getKey()))
                .findFirst()
                .map(option -> Map.entry(option, glob.toString()));
    }
}
