/** Tests of the proxy that breaks things. */
@NullMarked
package io.replicationhub.localservers.faults;

import org.jspecify.annotations.NullMarked;
