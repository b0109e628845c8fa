/** How fast we may go: requests a store puts up with, and bytes that a line is meant to carry. */
@NullMarked
package io.replicationhub.pace;

import org.jspecify.annotations.NullMarked;
