/** What stores that took after S3 have in common on the wire: requests, readings, text forms, and what failures mean. */
@NullMarked
package io.replicationhub.wire;

import org.jspecify.annotations.NullMarked;
