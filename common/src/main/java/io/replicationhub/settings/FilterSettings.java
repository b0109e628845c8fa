package io.replicationhub.settings;

import io.replicationhub.config.ByteSize;
import io.replicationhub.config.Secrets;
import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.select.BadGlobException;
import io.replicationhub.select.Filter;
import io.replicationhub.select.FilterRule;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads which objects are meant. */
final class FilterSettings {
    private static final String INCLUDE = "include ";
    private static final String EXCLUDE = "exclude ";

    private FilterSettings() {}

    static Filter read(SettingsReader reader) {
        var filter = new Filter(
                rules(reader),
                size(reader, Setting.MIN_SIZE),
                size(reader, Setting.MAX_SIZE),
                reader.parsed(Setting.MODIFIED_AFTER, FilterSettings::instant),
                reader.parsed(Setting.MODIFIED_BEFORE, FilterSettings::instant));
        if (filter.minBytes().orElse(0) > filter.maxBytes().orElse(Long.MAX_VALUE)) {
            reader.problem(Setting.MIN_SIZE.variable() + " is greater than " + Setting.MAX_SIZE.variable()
                    + ": nothing would be selected");
        }
        if (!filter.modifiedAfter()
                .orElse(Instant.MIN)
                .isBefore(filter.modifiedBefore().orElse(Instant.MAX))) {
            reader.problem(Setting.MODIFIED_AFTER.variable() + " is not before " + Setting.MODIFIED_BEFORE.variable()
                    + ": nothing would be selected");
        }
        return filter;
    }

    /** Each line that is none is told. */
    private static List<FilterRule> rules(SettingsReader reader) {
        List<FilterRule> rules = new ArrayList<>();
        reader.text(Setting.RULES, "").lines().filter(line -> !line.isBlank()).forEach(line -> {
            try {
                rules.add(rule(line));
            } catch (IllegalArgumentException e) {
                reader.problem(Setting.RULES.variable() + " must be " + e.getMessage() + Secrets.was(line));
            }
        });
        return rules;
    }

    private static FilterRule rule(String line) {
        try {
            if (line.startsWith(INCLUDE)) {
                return FilterRule.include(line.substring(INCLUDE.length()));
            }
            if (line.startsWith(EXCLUDE)) {
                return FilterRule.exclude(line.substring(EXCLUDE.length()));
            }
        } catch (BadGlobException e) {
            throw new IllegalArgumentException("rules with globs: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("lines of 'include GLOB' and 'exclude GLOB'");
    }

    private static OptionalLong size(SettingsReader reader, Setting setting) {
        return reader.parsed(setting, ByteSize::parse).stream()
                .mapToLong(ByteSize::bytes)
                .findFirst();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("an instant such as 2026-01-31T08:00:00Z", e);
        }
    }
}
