/** Tests of signatures. */
@NullMarked
package io.replicationhub.storage.s3.sign;

import org.jspecify.annotations.NullMarked;
