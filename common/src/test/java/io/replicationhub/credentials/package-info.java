/** Tests of credentials. */
@NullMarked
package io.replicationhub.credentials;

import org.jspecify.annotations.NullMarked;
