package io.replicationhub.select;

/** A glob that cannot be read. The message names the glob, the place and the fault. */
public final class BadGlobException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int position;

    BadGlobException(String glob, int position, String fault) {
        super("bad glob '" + glob + "' at character " + (position + 1) + ": " + fault);
        this.position = position;
    }

    /** Where the fault is, counted from 0 in UTF-16 units. */
    public int position() {
        return position;
    }
}
