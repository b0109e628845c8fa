/** The documents of S3 and of stores that took after it: listings, uploads, checksums. */
@NullMarked
package io.replicationhub.wire.xml;

import org.jspecify.annotations.NullMarked;
