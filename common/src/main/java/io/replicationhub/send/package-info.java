/** The sender: finds out what there is to copy and puts it on the queue. */
@NullMarked
package io.replicationhub.send;

import org.jspecify.annotations.NullMarked;
