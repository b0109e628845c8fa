/** Checksums of bodies while they pass: computed, joined over parts, and held against what a source publishes. */
@NullMarked
package io.replicationhub.checksum;

import org.jspecify.annotations.NullMarked;
