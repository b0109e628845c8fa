/** How stores that took after S3 spell times, keys, headers and checksums. */
@NullMarked
package io.replicationhub.wire.text;

import org.jspecify.annotations.NullMarked;
