/** Lean servers, a relay that marks the machine's limit, and the runner that measures {@code drh} beside its peers. */
@NullMarked
package io.replicationhub.bench;

import org.jspecify.annotations.NullMarked;
