/** What every test needs whatever it tests: a clock that a test moves, seeds, keys that break things, bodies. */
@NullMarked
package io.replicationhub.testkit;

import org.jspecify.annotations.NullMarked;
