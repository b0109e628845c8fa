package io.replicationhub.transfer;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.plan.PartPlan;

/**
 * How an object is to be copied in parts.
 *
 * @param metadata of the copy
 * @param preserving whether the parts are cut as the source's were, so that the copy should bear its ETag
 */
record PartedPlan(PartPlan layout, ObjectMetadata metadata, boolean preserving) {}
