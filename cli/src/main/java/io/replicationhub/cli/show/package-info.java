/** What a run tells people and programs: progress, summaries, reports. */
@NullMarked
package io.replicationhub.cli.show;

import org.jspecify.annotations.NullMarked;
