/** The threads that do the work, how many of them there are, and what they do next. */
@NullMarked
package io.replicationhub.crew;

import org.jspecify.annotations.NullMarked;
