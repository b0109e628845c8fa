/** The ports in memory: as faithful to S3 and SQS as tests need, and open to their eyes. */
@NullMarked
package io.replicationhub.testkit.memory;

import org.jspecify.annotations.NullMarked;
