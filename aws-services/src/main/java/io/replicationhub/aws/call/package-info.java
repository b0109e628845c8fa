/** Requests of AWS's services by the wire alone, for programs that do without the AWS SDK. */
@NullMarked
package io.replicationhub.aws.call;

import org.jspecify.annotations.NullMarked;
