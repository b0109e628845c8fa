package io.replicationhub.history;

import io.replicationhub.object.ObjectKey;

/** What both sides have of one object. */
record KeyHistories(History source, History destination) {
    ObjectKey sourceKey() {
        return source.key();
    }

    ObjectKey destinationKey() {
        return destination.key();
    }
}
