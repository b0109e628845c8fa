/** Lambda's side of a function, played on one machine: the runtime API, and a JVM for each execution environment. */
@NullMarked
package io.replicationhub.localservers.lambda;

import org.jspecify.annotations.NullMarked;
