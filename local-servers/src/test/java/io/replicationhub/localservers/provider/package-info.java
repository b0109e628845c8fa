/** Of the stand-ins for COS and Kodo. */
@NullMarked
package io.replicationhub.localservers.provider;

import org.jspecify.annotations.NullMarked;
