/** Settings as they are read once at the border: typed, checked all together, and without secrets. */
@NullMarked
package io.replicationhub.config;

import org.jspecify.annotations.NullMarked;
