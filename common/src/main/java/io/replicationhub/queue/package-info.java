/** The queue between sender and worker as a port: at least once, in no order. */
@NullMarked
package io.replicationhub.queue;

import org.jspecify.annotations.NullMarked;
