/** Schedules of EventBridge, over the wire. */
@NullMarked
package io.replicationhub.aws.scheduler;

import org.jspecify.annotations.NullMarked;
