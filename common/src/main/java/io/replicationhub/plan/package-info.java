/** What there is to do: two listings compared, and an object cut into parts. */
@NullMarked
package io.replicationhub.plan;

import org.jspecify.annotations.NullMarked;
