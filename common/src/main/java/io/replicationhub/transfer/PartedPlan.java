package io.replicationhub.transfer;

import io.replicationhub.object.ObjectMetadata;

/**
 * How an object is to be copied in parts.
 *
 * @param metadata of the copy
 * @param preserving whether the parts are cut as the source's were, so that the copy should bear its ETag
 */
record PartedPlan(PartLayout layout, ObjectMetadata metadata, boolean preserving) {}
