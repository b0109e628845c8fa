package io.replicationhub.cli.doctor;

import java.util.Locale;

/** What a probe came to. */
enum Verdict {
    OK,
    /** A run works, and something may surprise. */
    WARNING,
    /** A run fails, or loses what was asked for. */
    FAULT,
    /** It could not be found out. */
    NOT_KNOWN;

    /** As people and programs read it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
