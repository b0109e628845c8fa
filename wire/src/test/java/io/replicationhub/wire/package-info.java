/** Of what clients share. */
@NullMarked
package io.replicationhub.wire;

import org.jspecify.annotations.NullMarked;
