/** Trying again as a value: how often, how long between, and who sleeps. */
@NullMarked
package io.replicationhub.retry;

import org.jspecify.annotations.NullMarked;
