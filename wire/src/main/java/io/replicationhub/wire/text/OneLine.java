package io.replicationhub.wire.text;

import java.util.regex.Pattern;

/** What a server says, as it can stand in a message of ours: on one line, and without what moves a terminal's cursor. */
public final class OneLine {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private OneLine() {}

    public static String of(String said) {
        return CONTROLS.matcher(said).replaceAll(" ").strip();
    }
}
