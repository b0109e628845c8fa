/** The three commands at work, and how a run is wired. */
@NullMarked
package io.replicationhub.cli.run;

import org.jspecify.annotations.NullMarked;
