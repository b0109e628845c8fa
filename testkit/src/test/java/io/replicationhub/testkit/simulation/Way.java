package io.replicationhub.testkit.simulation;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.fault.HoldingStore;
import io.replicationhub.testkit.fault.TriedStore;
import io.replicationhub.transfer.EngineOptions.Route;

/** A way for an object to go, by its size and by how it was uploaded. */
enum Way {
    /** Of fewer bytes than are passed on. */
    SINGLE_HELD(Route.THROUGH_US, 80, 0),
    SINGLE(Route.THROUGH_US, 150, 0),
    /** Between stores of which the second wants a part's checksum before its bytes, as in all that follow. */
    MULTIPART(Route.THROUGH_US, 700, 0),
    MULTIPART_PASSED_ON(Route.THROUGH_US, 700, 0),
    /** To one of which it is not known whether it does. */
    MULTIPART_TRIED(Route.THROUGH_US, 700, 0),
    MULTIPART_PRESERVING(Route.THROUGH_US, 700, 100),
    SERVER_SIDE(Route.SERVER_SIDE, 150, 0),
    SERVER_SIDE_OF_PARTS(Route.SERVER_SIDE, 700, 100),
    SERVER_SIDE_IN_PARTS(Route.SERVER_SIDE, 2_000, 0);

    final Route route;
    final int size;
    final int partBytes;

    Way(Route route, int size, int partBytes) {
        this.route = route;
        this.size = size;
        this.partBytes = partBytes;
    }

    /** The destination as it is on this way. */
    ObjectStore destination(ObjectStore store) {
        return switch (this) {
            case MULTIPART_PASSED_ON -> store;
            case MULTIPART_TRIED -> new TriedStore(store);
            default -> new HoldingStore(store);
        };
    }
}
