/** What SQS says of a queue, over the wire. */
@NullMarked
package io.replicationhub.aws.sqs;

import org.jspecify.annotations.NullMarked;
