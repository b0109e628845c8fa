/** Who we are to a store: credentials, where they come from, and how a user refers to them without writing them down. */
@NullMarked
package io.replicationhub.credentials;

import org.jspecify.annotations.NullMarked;
