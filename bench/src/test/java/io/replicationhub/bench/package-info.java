/** Tests of the servers, the relay and the arithmetic that the measurements rest on. */
@NullMarked
package io.replicationhub.bench;

import org.jspecify.annotations.NullMarked;
