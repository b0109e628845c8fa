/** What each deployed program is told: records that are read from the environment once, and checked as a whole. */
@NullMarked
package io.replicationhub.settings;

import org.jspecify.annotations.NullMarked;
