package io.replicationhub.transfer;

import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import java.util.List;

/**
 * An upload that parts can be sent to.
 *
 * @param held parts of it that the store has already, as they should be, ascending
 */
record UploadSession(UploadId upload, List<UploadedPart> held) {}
