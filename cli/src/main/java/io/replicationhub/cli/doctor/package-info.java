/** drh doctor: tries on both sides what a run would do, and says what is wrong and what to do about it. */
@NullMarked
package io.replicationhub.cli.doctor;

import org.jspecify.annotations.NullMarked;
