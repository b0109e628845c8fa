package io.replicationhub.outcome;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import java.util.List;

/** How one task ended. All but {@link Failed} leave nothing to do. */
public sealed interface Outcome {
    /**
     * The destination now holds what the source held.
     *
     * @param bytes of the object, whether streamed by us or copied by the store
     * @param source the version that was copied, which may be newer than the planned one
     * @param lost what the copy does not have; empty where all was carried
     */
    record Copied(long bytes, ETag source, ETag destination, Lane lane, List<Loss> lost) implements Outcome {
        public Copied {
            lost = List.copyOf(lost);
        }

        /** With nothing lost. */
        public Copied(long bytes, ETag source, ETag destination, Lane lane) {
            this(bytes, source, destination, lane, List.of());
        }
    }

    /** The destination held it before we began, or another worker was faster. */
    record AlreadyThere(ETag destination) implements Outcome {}

    /** The source kept changing while it was copied; what it is now was not written. A later run copies what it has become. */
    record Superseded(String detail) implements Outcome {}

    /** The source does not have it, and now the destination has it no more either. */
    record Deleted() implements Outcome {}

    /** The source does not have it, and the destination did not have it before we began. */
    record AlreadyGone() implements Outcome {}

    /** The source was deleted after it was planned. */
    record SourceGone() implements Outcome {}

    /** Left alone on purpose. */
    record Skipped(SkipReason reason) implements Outcome {}

    /** Could not be done; nothing was left half done. */
    record Failed(FailureClass failureClass, String reason) implements Outcome {}
}
