/** The metrics by name and unit, shared by what counts them and by the dashboards and alarms that show them. */
@NullMarked
package io.replicationhub.metrics;

import org.jspecify.annotations.NullMarked;
