package io.replicationhub.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings from an environment and gathers every problem, so that a user mends them all at once.
 *
 * <p>A read that meets a fault notes it and answers the default (or empty text), so that reading goes on;
 * {@link #read} throws before anyone sees the result. An empty value counts as not set: CloudFormation cannot leave a
 * variable out. Variables that begin with {@link Setting#PREFIX} and that nobody asked for are reported as typos. For
 * one thread.
 */
public final class SettingsReader {
    private final Map<String, String> environment;
    private final NativeCharset charset;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    private SettingsReader(Map<String, String> environment, NativeCharset charset) {
        this.environment = environment;
        this.charset = charset;
    }

    /** Reads a record of settings, or throws all that is wrong with them. */
    public static <T> T read(Map<String, String> environment, Function<SettingsReader, T> reading)
            throws SettingsException {
        return read(environment, NativeCharset.ours(), reading);
    }

    static <T> T read(Map<String, String> environment, NativeCharset charset, Function<SettingsReader, T> reading)
            throws SettingsException {
        var reader = new SettingsReader(environment, charset);
        T settings = reading.apply(reader);
        reader.reportUnknown();
        if (!reader.problems.isEmpty()) {
            throw new SettingsException(reader.problems);
        }
        return settings;
    }

    /** The names that a reading asks for, whatever their values. */
    public static Set<String> namesRead(Function<SettingsReader, ?> reading) {
        var reader = new SettingsReader(Map.of(), NativeCharset.ours());
        Object unused = reading.apply(reader);
        return reader.asked;
    }

    /** Text that must be there; empty where it is not. */
    public String required(SettingName setting) {
        return find(setting).orElseGet(() -> {
            problem(setting.variable() + " is missing: it must be " + setting.meaning());
            return "";
        });
    }

    /** Text to the last blank, of which there may be nothing else: empty where it is not set. */
    public String verbatim(SettingName setting) {
        return found(setting).orElse("");
    }

    public Optional<String> text(SettingName setting) {
        return find(setting);
    }

    public String text(SettingName setting, String fallback) {
        return find(setting).orElse(fallback);
    }

    /** Yes or no, spelt {@code true} or {@code false}. */
    public boolean flag(SettingName setting, boolean fallback) {
        return parsed(setting, text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("true or false");
                })
                .orElse(fallback);
    }

    /** One of an enum's constants, spelt in small letters with hyphens: {@code size-and-time}. */
    public <E extends Enum<E>> E choice(SettingName setting, E fallback) {
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        return parsed(
                        setting,
                        text -> Arrays.stream(constants)
                                .filter(constant -> spelling(constant).equalsIgnoreCase(text))
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException("one of "
                                        + Stream.of(constants)
                                                .map(SettingsReader::spelling)
                                                .collect(Collectors.joining(", ")))))
                .orElse(fallback);
    }

    public int number(SettingName setting, int least, int most, int fallback) {
        return parsed(setting, text -> {
                    int number;
                    try {
                        number = Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("a number from " + least + " to " + most, e);
                    }
                    return within(number, least, most, "a number");
                })
                .orElse(fallback);
    }

    public ByteSize size(SettingName setting, ByteSize least, ByteSize most, ByteSize fallback) {
        return parsed(setting, text -> within(ByteSize.parse(text), least, most, "a size"))
                .orElse(fallback);
    }

    public Optional<ByteRate> rate(SettingName setting) {
        return parsed(setting, ByteRate::parse);
    }

    public Duration duration(SettingName setting, Duration least, Duration most, Duration fallback) {
        return parsed(setting, text -> {
                    Duration time = TimeSpan.parse(text);
                    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                        throw new IllegalArgumentException(
                                "a time from " + TimeSpan.format(least) + " to " + TimeSpan.format(most));
                    }
                    return time;
                })
                .orElse(fallback);
    }

    /** The address of an endpoint: {@code http://} or {@code https://} and a host, without a user, query or fragment. */
    public Optional<URI> endpoint(SettingName setting) {
        return confidential(setting, Endpoints::parse);
    }

    /** As {@link #endpoint}, of a store of objects: without a path, too. */
    public Optional<URI> storeEndpoint(SettingName setting) {
        return confidential(setting, Endpoints::ofStore);
    }

    /**
     * Anything that has a text form. The parser refuses by an exception whose message says what was expected; the value is
     * repeated behind it unless it looks like a secret.
     */
    public <T> Optional<T> parsed(SettingName setting, Function<String, T> parser) {
        return parsed(setting, parser, Echo.SHOWN);
    }

    /** As {@link #parsed}, for values in which a user may have put a secret by mistake: they are not repeated. */
    public <T> Optional<T> confidential(SettingName setting, Function<String, T> parser) {
        return parsed(setting, parser, Echo.HIDDEN);
    }

    /** Says that a variable is ours although no setting names it, so that it is not taken for a typo. */
    public void expect(String variable) {
        asked.add(variable);
    }

    /** Notes a problem that shows only when several settings are seen together. */
    public void problem(String sentence) {
        // A setting that is read for both sides is wrong once.
        if (!problems.contains(sentence)) {
            problems.add(sentence);
        }
    }

    private enum Echo {
        SHOWN,
        HIDDEN
    }

    private <T> Optional<T> parsed(SettingName setting, Function<String, T> parser, Echo echo) {
        return find(setting).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                String was = echo == Echo.SHOWN ? Secrets.was(text) : "";
                problem(setting.variable() + " must be " + e.getMessage() + was);
                return Optional.empty();
            }
        });
    }

    private Optional<String> find(SettingName setting) {
        return found(setting).filter(value -> !value.isBlank());
    }

    private Optional<String> found(SettingName setting) {
        asked.add(setting.variable());
        Optional<String> value = Optional.ofNullable(environment.get(setting.variable()));
        if (value.filter(charset::lostSomeOf).isPresent()) {
            problem(setting.variable() + charset.complaint());
        }
        return value;
    }

    private void reportUnknown() {
        environment.keySet().stream()
                .filter(name -> name.startsWith(Setting.PREFIX) && !asked.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is not a setting here"
                        + Nearest.to(name, asked)
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse("")));
    }

    private static <V extends Comparable<V>> V within(V value, V least, V most, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " from " + least + " to " + most);
        }
        return value;
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
