package io.replicationhub.wire.text;

import java.util.regex.Pattern;

/**
 * What a store says of a failure, as it can stand in a message of ours: on one line, without what moves a terminal's cursor,
 * and cut where it is longer than the sentence or two that stores say.
 */
public final class ErrorText {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final int CHARS_MOST = 600;

    private ErrorText() {}

    public static String of(String said) {
        String line = CONTROLS.matcher(said).replaceAll(" ").strip();
        if (line.length() <= CHARS_MOST) {
            return line;
        }
        // Half a character could not be written to a report.
        int end = Character.isHighSurrogate(line.charAt(CHARS_MOST - 1)) ? CHARS_MOST - 1 : CHARS_MOST;
        return line.substring(0, end) + '…';
    }
}
