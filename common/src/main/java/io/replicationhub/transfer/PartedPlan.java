package io.replicationhub.transfer;

import io.replicationhub.plan.PartPlan;

/**
 * How an object is to be copied in parts.
 *
 * @param carried what goes along with the bytes
 * @param preserving whether the parts are cut as the source's were, so that the copy should bear its ETag
 */
record PartedPlan(PartPlan layout, Carried carried, boolean preserving) {}
