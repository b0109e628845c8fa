/** Of HTTP, what no server is needed for. */
@NullMarked
package io.replicationhub.wire.http;

import org.jspecify.annotations.NullMarked;
