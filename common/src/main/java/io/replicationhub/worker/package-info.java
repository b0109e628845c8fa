/** Takes messages from a queue, has their tasks done, and tells the queue what came of it, in that order. */
@NullMarked
package io.replicationhub.worker;

import org.jspecify.annotations.NullMarked;
