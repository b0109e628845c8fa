package io.replicationhub.transfer;

import io.replicationhub.object.PublishedChecksum;
import java.io.IOException;

/** What was read is not what the source says that it keeps. */
final class Mismatch extends IOException {
    private static final long serialVersionUID = 1L;

    Mismatch(PublishedChecksum read, PublishedChecksum published) {
        super("the bytes read have " + read + ", and the source publishes " + published);
    }
}
