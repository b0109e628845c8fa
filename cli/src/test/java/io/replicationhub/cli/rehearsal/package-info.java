/** The rehearsal that the launcher has done. */
@NullMarked
package io.replicationhub.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
