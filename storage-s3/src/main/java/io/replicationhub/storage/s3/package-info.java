/** Amazon S3 and its kin behind {@link io.replicationhub.object.ObjectStore}: the wire, the SDK, and what they share. */
@NullMarked
package io.replicationhub.storage.s3;

import org.jspecify.annotations.NullMarked;
