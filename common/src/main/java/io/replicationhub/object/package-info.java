/** What an object store is to us: keys, stamps, bodies, failures, and the port that every adapter implements. */
@NullMarked
package io.replicationhub.object;

import org.jspecify.annotations.NullMarked;
