package io.replicationhub.select;

import java.util.regex.Pattern;

/**
 * A pattern for keys, read against the part of the key that follows the source prefix.
 *
 * <ul>
 *   <li>{@code *} is any run of characters without {@code /}, also none; {@code **} is any run at all.
 *   <li>{@code ?} is one character (code point) other than {@code /}.
 *   <li>{@code [a-z_]} is one of these, {@code [!a-z]} or {@code [^a-z]} one not of these; never {@code /}. A {@code ]}
 *       that comes first, or a {@code -} at an end, means itself.
 *   <li><code>{a,b*}</code> is any of these globs; they may nest, and may be empty.
 *   <li>{@code \} takes the next character as it is; everything else means itself, case and all.
 *   <li>A {@code /} in front ties the glob to the start and is no character of the key. Without it the glob may begin
 *       after any {@code /} as well: {@code *.log} selects {@code x.log} and {@code a/b/x.log}. Either way it must reach
 *       the end of the key.
 *   <li>A {@code /} at the end stands for <code>/**</code>: {@code tmp/} selects all that is below {@code tmp/}, and the
 *       key {@code tmp/} itself.
 * </ul>
 *
 * <p>Keys are opaque text: nothing is normalised, and a line break is a character like others. Immutable, thread-safe.
 */
public final class Glob {
    private final String text;
    private final Pattern pattern;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** Throws {@link BadGlobException} where the text is no glob. */
    public static Glob parse(String text) {
        return new Glob(text, Pattern.compile(new GlobReader(text).regex(), Pattern.DOTALL));
    }

    /** Whether the key's characters from {@code from} on are selected. */
    public boolean matches(String key, int from) {
        return pattern.matcher(key).region(from, key.length()).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
