/** What lies on a dead-letter queue: looking at it, and putting it back to work. */
@NullMarked
package io.replicationhub.operate.letter;

import org.jspecify.annotations.NullMarked;
