/** Tests of the scripts in {@code deployment/}, run as they are with stand-ins for the programs that they call. */
@NullMarked
package io.replicationhub.deployment;

import org.jspecify.annotations.NullMarked;
