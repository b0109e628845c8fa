/** The {@code drh} command: options in, exit code out. */
@NullMarked
package io.replicationhub.cli;

import org.jspecify.annotations.NullMarked;
