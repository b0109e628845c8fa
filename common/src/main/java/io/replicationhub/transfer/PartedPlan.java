package io.replicationhub.transfer;

import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.plan.PartPlan;
import java.util.Optional;

/**
 * How an object is to be copied in parts.
 *
 * @param carried what goes along with the bytes
 * @param expected what the source publishes of the whole, if parts so cut can be held against it
 * @param preserving whether the parts are cut as the source's were, so that the copy should bear its ETag
 */
record PartedPlan(PartPlan layout, Carried carried, Optional<PublishedChecksum> expected, boolean preserving) {}
