/** A deployed stack: what it is made of, and how it is. */
@NullMarked
package io.replicationhub.operate.stack;

import org.jspecify.annotations.NullMarked;
