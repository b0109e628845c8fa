/** Of signatures, against the JDK's own code. */
@NullMarked
package io.replicationhub.wire.sign;

import org.jspecify.annotations.NullMarked;
