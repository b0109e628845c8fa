/** Event notifications of a store, read into tasks. */
@NullMarked
package io.replicationhub.event;

import org.jspecify.annotations.NullMarked;
