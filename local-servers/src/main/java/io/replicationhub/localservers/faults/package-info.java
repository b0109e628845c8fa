/** A proxy that understands just enough HTTP/1.1 to break it on purpose, at a chosen request and a chosen byte. */
@NullMarked
package io.replicationhub.localservers.faults;

import org.jspecify.annotations.NullMarked;
