package io.replicationhub.plan;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.plan.Comparison.Asked;
import io.replicationhub.plan.Comparison.Changed;
import io.replicationhub.plan.Comparison.NeedsHead;
import java.time.Duration;

/** Judges whether a destination object holds what the source object holds. Pure. */
final class Comparer {
    /**
     * A destination younger than the source by no more than this may be the copy of an earlier version: its copy began,
     * the source was overwritten, the copy ended. A worker holds an object for at most 15 minutes (AWS Lambda's limit),
     * and the two stores' clocks may differ by up to as much: S3 takes no requests that are further off (error
     * RequestTimeTooSkewed). What S3 keeps of an upload in parts is the time it began, so long uploads do not widen this.
     */
    static final Duration RACE = Duration.ofMinutes(30);

    private Comparer() {}

    /** What the listings alone say. */
    static Comparison compare(CompareMode mode, ObjectStamp source, ObjectStamp destination) {
        if (source.size() != destination.size()) {
            return new Changed(Change.SIZE);
        }
        return switch (mode) {
            case SIZE -> Comparison.SAME;
            case SIZE_AND_TIME -> isOlder(destination, source) ? new Changed(Change.OLDER) : Comparison.SAME;
            case AUTO -> auto(source, destination);
            case ETAG ->
                equal(source.etag(), destination.etag())
                        ? Comparison.SAME
                        : new NeedsHead(unequal(source.etag(), destination.etag()), Asked.DESTINATION);
            case CHECKSUM -> new NeedsHead(unequal(source.etag(), destination.etag()), Asked.BOTH);
        };
    }

    /** What it comes to once the destination, and where it was needed the source, has been asked for by name. */
    static Comparison settle(NeedsHead open, ObjectStamp source, ObjectHead destination) {
        if (source.size() != destination.stamp().size()) {
            return new Changed(Change.SIZE);
        }
        boolean shown = equal(source.etag(), destination.stamp().etag()) || remembers(destination, source.etag());
        return shown ? Comparison.SAME : new Changed(open.otherwise());
    }

    /** The same where both were asked: published checksums decide, if they can be held against each other. */
    static Comparison settle(NeedsHead open, ObjectHead source, ObjectHead destination) {
        if (source.stamp().size() != destination.stamp().size()) {
            return new Changed(Change.SIZE);
        }
        Comparison found = settle(open, source.stamp(), destination);
        for (PublishedChecksum ours : source.checksums()) {
            for (PublishedChecksum theirs : destination.checksums()) {
                if (ours.equals(theirs)) {
                    return Comparison.SAME;
                }
                // Of parts that may be cut otherwise, unequal ones say nothing.
                if (ours.kind() == theirs.kind() && ours.isOfWhole() && theirs.isOfWhole()) {
                    found = new Changed(Change.CHECKSUM);
                }
            }
        }
        return found;
    }

    private static Comparison auto(ObjectStamp source, ObjectStamp destination) {
        if (equal(source.etag(), destination.etag())) {
            return Comparison.SAME;
        }
        if (isOlder(destination, source)) {
            boolean comparable = bothMd5(source.etag(), destination.etag());
            return new Changed(comparable ? Change.ETAG : Change.OLDER);
        }
        if (bothMd5(source.etag(), destination.etag())) {
            // With SSE-KMS an ETag looks like an MD5 and is none: such a copy must not be made anew in every run.
            return new NeedsHead(Change.ETAG, Asked.DESTINATION);
        }
        boolean raced =
                !destination.lastModified().isAfter(source.lastModified().plus(RACE));
        return raced ? new NeedsHead(Change.UNPROVEN, Asked.DESTINATION) : Comparison.SAME;
    }

    private static boolean isOlder(ObjectStamp destination, ObjectStamp source) {
        return destination.lastModified().isBefore(source.lastModified());
    }

    /**
     * Whether two ETags show equal bytes: two MD5s, or two tags of as many parts. (With equal sizes, an equal MD5 of
     * MD5s means that the parts were equal too.) Tags of another form mean nothing across stores.
     */
    private static boolean equal(ETag left, ETag right) {
        return left.agreesWith(right) && (left.isPlainMd5() || left.parts() > 0);
    }

    private static Change unequal(ETag left, ETag right) {
        return bothMd5(left, right) ? Change.ETAG : Change.UNPROVEN;
    }

    private static boolean bothMd5(ETag left, ETag right) {
        return left.isPlainMd5() && right.isPlainMd5();
    }

    private static boolean remembers(ObjectHead destination, ETag source) {
        String remembered = destination.metadata().user().get(ObjectMetadata.SOURCE_ETAG);
        return remembered != null
                && source.isPresent()
                && ETag.parse(remembered).value().equals(source.value());
    }
}
