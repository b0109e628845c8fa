package io.replicationhub.transfer;

import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.plan.PartPlan;
import java.util.List;

/**
 * How an object is to be copied in parts.
 *
 * @param carried what goes along with the bytes
 * @param checksums what the source publishes of the whole, as far as it was asked
 * @param preserving whether the parts are cut as the source's were, so that the copy should bear its ETag
 */
record PartedPlan(PartPlan layout, Carried carried, List<PublishedChecksum> checksums, boolean preserving) {}
