/** What a deployed stack and those who operate it must agree on. */
@NullMarked
package io.replicationhub.stack;

import org.jspecify.annotations.NullMarked;
