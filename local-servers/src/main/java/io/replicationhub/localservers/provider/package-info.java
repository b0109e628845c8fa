/** Stand-ins for cloud services that have no server to run here: they enforce what the service's documentation says. */
@NullMarked
package io.replicationhub.localservers.provider;

import org.jspecify.annotations.NullMarked;
