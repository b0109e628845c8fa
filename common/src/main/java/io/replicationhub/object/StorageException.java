package io.replicationhub.object;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A store could not do what it was asked. The adapter classifies once, where it happens; nothing above it looks at
 * status codes. The message is for people, is one line, names what was asked of which object, and holds no secret.
 *
 * <p>What is not known is {@link Rejected}, which is not retried.
 */
public abstract sealed class StorageException extends Exception {
    private static final long serialVersionUID = 1L;
    /** What ends lines and what terminals obey. A store may say anything, and whoever may write to it, too. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028\u2029]+");

    private final FailureClass failureClass;
    private final FailureScope scope;

    private StorageException(FailureClass failureClass, FailureScope scope, String message, @Nullable Throwable cause) {
        super(CONTROL.matcher(message).replaceAll(" "), cause);
        this.failureClass = failureClass;
        this.scope = scope;
    }

    public final FailureClass failureClass() {
        return failureClass;
    }

    public final FailureScope scope() {
        return scope;
    }

    /** Whether the same request may succeed if it is simply made again, later. */
    public final boolean isTransient() {
        return failureClass.isTransient();
    }

    /** The object is not there; with scope BUCKET, the bucket. */
    public static final class Missing extends StorageException {
        private static final long serialVersionUID = 1L;

        public Missing(FailureScope scope, String message, @Nullable Throwable cause) {
            super(FailureClass.MISSING, scope, message, cause);
        }
    }

    /** Not allowed; with scope CREDENTIALS, the store does not know the credentials or their signature. */
    public static final class Denied extends StorageException {
        private static final long serialVersionUID = 1L;

        public Denied(FailureScope scope, String message, @Nullable Throwable cause) {
            super(FailureClass.DENIED, scope, message, cause);
        }
    }

    /** The object is no longer what the request was pinned to. */
    public static final class Changed extends StorageException {
        private static final long serialVersionUID = 1L;

        public Changed(String message, @Nullable Throwable cause) {
            super(FailureClass.CHANGED, FailureScope.OBJECT, message, cause);
        }
    }

    public static final class Throttled extends StorageException {
        private static final long serialVersionUID = 1L;

        public Throttled(String message, @Nullable Throwable cause) {
            super(FailureClass.THROTTLED, FailureScope.BUCKET, message, cause);
        }
    }

    /** An outage, short or long: connections refused, reset or timed out, and the server's own 5xx. */
    public static final class Unavailable extends StorageException {
        private static final long serialVersionUID = 1L;

        public Unavailable(FailureScope scope, String message, @Nullable Throwable cause) {
            super(FailureClass.UNAVAILABLE, scope, message, cause);
        }
    }

    /** A checksum, a length or a range is not what was announced. */
    public static final class Corrupt extends StorageException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message, @Nullable Throwable cause) {
            super(FailureClass.CORRUPT, FailureScope.OBJECT, message, cause);
        }
    }

    /** The object lies in an archive, or its way out of there is not as it was taken to be. */
    public static final class Archived extends StorageException {
        private static final long serialVersionUID = 1L;
        private final boolean underWay;

        public Archived(String message, @Nullable Throwable cause) {
            this(message, false, cause);
        }

        private Archived(String message, boolean underWay, @Nullable Throwable cause) {
            super(FailureClass.ARCHIVED, FailureScope.OBJECT, message, cause);
            this.underWay = underWay;
        }

        /** Its restoration was asked for before and is not done. */
        public static Archived underWay(String message, @Nullable Throwable cause) {
            return new Archived(message, true, cause);
        }

        /** Whether the store said that a restoration is under way. */
        public boolean isUnderWay() {
            return underWay;
        }
    }

    /** Credentials that were good have run out; fresh ones may help. */
    public static final class Expired extends StorageException {
        private static final long serialVersionUID = 1L;

        public Expired(String message, @Nullable Throwable cause) {
            super(FailureClass.EXPIRED, FailureScope.CREDENTIALS, message, cause);
        }
    }

    public static final class Rejected extends StorageException {
        private static final long serialVersionUID = 1L;
        private final @Nullable ObjectTrait trait;
        private final boolean lostPart;

        public Rejected(FailureScope scope, String message, @Nullable Throwable cause) {
            this(scope, null, message, cause);
        }

        /** @param trait what the store will not hold; without it, it might take the object */
        public Rejected(FailureScope scope, @Nullable ObjectTrait trait, String message, @Nullable Throwable cause) {
            this(scope, trait, false, message, cause);
        }

        private Rejected(
                FailureScope scope,
                @Nullable ObjectTrait trait,
                boolean lostPart,
                String message,
                @Nullable Throwable cause) {
            super(FailureClass.REJECTED, scope, message, cause);
            this.trait = trait;
            this.lostPart = lostPart;
        }

        /** A part that the upload was to be completed with is not there, or another is in its place. */
        public static Rejected lostPart(String message, @Nullable Throwable cause) {
            return new Rejected(FailureScope.OBJECT, null, true, message, cause);
        }

        /** What the store will not hold, where it said so. */
        public Optional<ObjectTrait> trait() {
            return Optional.ofNullable(trait);
        }

        /** Whether the store said that a part was lost: another upload may end better. */
        public boolean isOfLostPart() {
            return lostPart;
        }
    }
}
