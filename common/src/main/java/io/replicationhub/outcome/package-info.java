/** How a task ended, as values, and who is told. */
@NullMarked
package io.replicationhub.outcome;

import org.jspecify.annotations.NullMarked;
