/** The JobWorker as a Lambda function: a batch of messages in, the ones that failed out. */
@NullMarked
package io.replicationhub.jobworker;

import org.jspecify.annotations.NullMarked;
