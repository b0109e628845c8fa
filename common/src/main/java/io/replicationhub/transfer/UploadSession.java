package io.replicationhub.transfer;

import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.outcome.Loss;
import java.util.List;

/**
 * An upload that parts can be sent to.
 *
 * @param held parts of it that the store has already, as they should be, ascending
 * @param lost what the destination would not take along with the bytes when the upload was begun
 */
record UploadSession(UploadId upload, List<UploadedPart> held, List<Loss> lost) {}
