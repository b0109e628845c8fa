/** Tests of profile. */
@NullMarked
package io.replicationhub.profile;

import org.jspecify.annotations.NullMarked;
