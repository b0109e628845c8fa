/** What a run of tests says of itself. */
@NullMarked
package io.replicationhub.testkit.report;

import org.jspecify.annotations.NullMarked;
