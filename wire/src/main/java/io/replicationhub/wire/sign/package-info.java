/** Signatures whose key is derived from a secret by a chain of scopes, as S3 and those that took after it have them. */
@NullMarked
package io.replicationhub.wire.sign;

import org.jspecify.annotations.NullMarked;
