/** What goes wrong on the way to a store, by script and by seed. */
@NullMarked
package io.replicationhub.testkit.fault;

import org.jspecify.annotations.NullMarked;
