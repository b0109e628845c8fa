/** HTTP/1.1 as the wire needs it: endpoints, kept connections, one exchange at a time, TLS with names checked. */
@NullMarked
package io.replicationhub.wire.http;

import org.jspecify.annotations.NullMarked;
