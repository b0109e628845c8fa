package io.replicationhub.object;

import java.time.Instant;

/** An upload that was begun and neither completed nor aborted. */
public record OpenUpload(UploadId upload, Instant initiated) {}
