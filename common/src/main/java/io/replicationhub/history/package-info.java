/** Carries the versions of objects, delete markers included, so that a destination has a source's histories. */
@NullMarked
package io.replicationhub.history;

import org.jspecify.annotations.NullMarked;
