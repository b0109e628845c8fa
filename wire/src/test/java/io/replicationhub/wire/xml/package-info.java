/** Tests of how documents are read. */
@NullMarked
package io.replicationhub.wire.xml;

import org.jspecify.annotations.NullMarked;
