/** The engine: one task in, one outcome out, over two stores of which it knows nothing but the port. */
@NullMarked
package io.replicationhub.transfer;

import org.jspecify.annotations.NullMarked;
