/** Seeing to a deployed stack from outside it. */
@NullMarked
package io.replicationhub.operate;

import org.jspecify.annotations.NullMarked;
