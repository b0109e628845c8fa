/** A run of the whole program on a stage, for the JVM to learn which classes it will need. */
@NullMarked
package io.replicationhub.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
