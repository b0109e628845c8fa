package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;

/** One object that is not as it should be. */
public sealed interface Difference {
    /** Selected at the source and not at the destination. */
    record Missing(ListedObject source, ObjectKey destinationKey) implements Difference {}

    /** On both sides, and other. */
    record Changed(ListedObject source, ListedObject destination, Change why) implements Difference {}

    /** At the destination under a name that the selection covers, and not at the source. */
    record Extra(ListedObject destination, ObjectKey sourceKey) implements Difference {}
}
