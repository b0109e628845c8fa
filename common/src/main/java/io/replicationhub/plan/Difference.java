package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;

/** One object that is not as it should be. */
public sealed interface Difference {
    /** What a copy mends. */
    sealed interface ToCopy extends Difference {
        ListedObject source();

        ObjectKey destinationKey();
    }

    /** Selected at the source and not at the destination. */
    record Missing(ListedObject source, ObjectKey destinationKey) implements ToCopy {}

    /** On both sides, and other. */
    record Changed(ListedObject source, ListedObject destination, Change why) implements ToCopy {
        @Override
        public ObjectKey destinationKey() {
            return destination.key();
        }
    }

    /**
     * Missing or other at the destination, and nothing to be done about it yet: at the source it lies in an archive. What
     * a listing leaves open is told as missing or changed.
     */
    record Archived(ListedObject source, ObjectKey destinationKey) implements Difference {}

    /** At the destination under a name that the selection covers, and not at the source. */
    record Extra(ListedObject destination, ObjectKey sourceKey) implements Difference {}
}
