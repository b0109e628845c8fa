/** The unit of work, and its form on the wire between sender and worker. */
@NullMarked
package io.replicationhub.task;

import org.jspecify.annotations.NullMarked;
