package io.replicationhub.select;

/** A glob that cannot be read. The message names the place and the fault; the glob may be a secret in the wrong place. */
public final class BadGlobException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int position;

    BadGlobException(int position, String fault) {
        super(fault + " at character " + (position + 1));
        this.position = position;
    }

    /** Where the fault is, counted from 0 in UTF-16 units. */
    public int position() {
        return position;
    }
}
