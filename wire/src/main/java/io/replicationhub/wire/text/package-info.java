/** How stores that took after S3 spell times, keys, seconds of signing and checksums. */
@NullMarked
package io.replicationhub.wire.text;

import org.jspecify.annotations.NullMarked;
