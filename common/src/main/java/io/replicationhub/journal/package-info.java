/** What a run remembers of its open uploads, so that the next one carries on. */
@NullMarked
package io.replicationhub.journal;

import org.jspecify.annotations.NullMarked;
