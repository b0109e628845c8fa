/** Which objects a run is about, and what they are called at the destination. */
@NullMarked
package io.replicationhub.select;

import org.jspecify.annotations.NullMarked;
