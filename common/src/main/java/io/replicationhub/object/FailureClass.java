package io.replicationhub.object;

/** The classes of failure that a user meets in reports, in metrics and on dead letters. Names are part of the contract. */
public enum FailureClass {
    /** The object, bucket or upload is not there. */
    MISSING,
    /** The credentials do not allow it. */
    DENIED,
    /** The object is no longer the version that was planned. */
    CHANGED,
    /** The store asks for less. */
    THROTTLED,
    /** The store, or the way to it, is out of order for now. */
    UNAVAILABLE,
    /** Bytes arrived other than they left. */
    CORRUPT,
    /** The object must be restored from an archive before it can be read. */
    ARCHIVED,
    /** The credentials were good and no longer are. */
    EXPIRED,
    /** The store understood and will not do it: too large, bad name, not supported, or a reason that we do not know. */
    REJECTED;

    /** Whether the same request may succeed if it is simply made again, later. */
    public boolean isTransient() {
        return switch (this) {
            case THROTTLED, UNAVAILABLE, CORRUPT -> true;
            case MISSING, DENIED, CHANGED, ARCHIVED, EXPIRED, REJECTED -> false;
        };
    }
}
