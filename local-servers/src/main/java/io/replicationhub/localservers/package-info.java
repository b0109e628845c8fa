/** Real servers that run inside this process or beside it, for the demo and for tests. */
@NullMarked
package io.replicationhub.localservers;

import org.jspecify.annotations.NullMarked;
