/** drh policy: what must be allowed for a run, as policies that can be pasted. */
@NullMarked
package io.replicationhub.cli.policy;

import org.jspecify.annotations.NullMarked;
