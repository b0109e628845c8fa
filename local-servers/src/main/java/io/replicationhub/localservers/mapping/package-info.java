/** Lambda's side of a queue, played on one machine: what polls SQS and invokes a function. */
@NullMarked
package io.replicationhub.localservers.mapping;

import org.jspecify.annotations.NullMarked;
