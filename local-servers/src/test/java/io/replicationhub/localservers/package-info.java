/** Tests of the local servers themselves. */
@NullMarked
package io.replicationhub.localservers;

import org.jspecify.annotations.NullMarked;
