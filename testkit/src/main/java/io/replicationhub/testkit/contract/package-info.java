/** The ports' promises as tests: one abstract class for each port, which every implementation extends. */
@NullMarked
package io.replicationhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
