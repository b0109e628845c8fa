/** Tests of the S3 adapter. */
@NullMarked
package io.replicationhub.storage.s3;

import org.jspecify.annotations.NullMarked;
