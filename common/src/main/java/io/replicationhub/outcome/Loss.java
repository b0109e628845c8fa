package io.replicationhub.outcome;

import io.replicationhub.object.ObjectTrait;

/**
 * Something of the source that its copy does not have, because the destination cannot hold it.
 *
 * @param detail what was lost, and why, for people
 */
public record Loss(ObjectTrait trait, String detail) {}
