package io.replicationhub.cli.settings;

import io.replicationhub.config.ByteSize;
import io.replicationhub.config.Secrets;
import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.config.TimeSpan;
import io.replicationhub.select.BadGlobException;
import io.replicationhub.select.Filter;
import io.replicationhub.select.FilterRule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads which objects are selected. */
record FilterReader(SettingsReader reader, InstantSource clock) {
    /** @param given the globs, in their order */
    Filter read(List<Map.Entry<Option, String>> given) {
        List<FilterRule> rules = new ArrayList<>();
        for (Map.Entry<Option, String> rule : given) {
            try {
                rules.add(
                        rule.getKey() == Option.INCLUDE
                                ? FilterRule.include(rule.getValue())
                                : FilterRule.exclude(rule.getValue()));
            } catch (BadGlobException e) {
                reader.problem(
                        rule.getKey().variable() + " must be a glob: " + e.getMessage() + Secrets.was(rule.getValue()));
            }
        }
        OptionalLong least = size(Option.MIN_SIZE);
        OptionalLong most = size(Option.MAX_SIZE);
        if (least.isPresent() && most.isPresent() && least.getAsLong() > most.getAsLong()) {
            reader.problem("--min-size must not be greater than --max-size: nothing would be selected");
        }
        Optional<Instant> after = reader.parsed(Option.MODIFIED_AFTER, this::time);
        Optional<Instant> before = reader.parsed(Option.MODIFIED_BEFORE, this::time);
        if (after.isPresent() && before.isPresent() && !after.get().isBefore(before.get())) {
            reader.problem("--modified-after must be earlier than --modified-before: nothing would be selected");
        }
        return new Filter(rules, least, most, after, before);
    }

    private OptionalLong size(SettingName setting) {
        return reader.parsed(setting, ByteSize::parse)
                .map(size -> OptionalLong.of(size.bytes()))
                .orElse(OptionalLong.empty());
    }

    /** A date is the beginning of that day in UTC; a length of time is so long ago. */
    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notAnInstant) {
            try {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException notADate) {
                try {
                    return clock.instant().minus(TimeSpan.parse(text));
                } catch (IllegalArgumentException notATimeSpan) {
                    throw new IllegalArgumentException(
                            "a time such as 2026-01-31, 2026-01-31T08:00:00Z or 7d for 7 days ago", notATimeSpan);
                }
            }
        }
    }
}
