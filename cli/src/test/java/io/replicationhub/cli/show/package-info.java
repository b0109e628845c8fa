/** What a run shows while it goes on. */
@NullMarked
package io.replicationhub.cli.show;

import org.jspecify.annotations.NullMarked;
