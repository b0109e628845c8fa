package io.replicationhub.object;

import java.time.Instant;
import java.util.Optional;

/**
 * An upload that was begun and neither completed nor aborted.
 *
 * @param initiator who began it, as the store names whoever signs: for a role of AWS, the ARN of a session of it; empty
 *     where the store does not tell
 */
public record OpenUpload(UploadId upload, Instant initiated, Optional<String> initiator) {}
