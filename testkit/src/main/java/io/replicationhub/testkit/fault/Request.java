package io.replicationhub.testkit.fault;

import io.replicationhub.testkit.RequestKind;

/**
 * A request that a fault may strike.
 *
 * @param name the key; of a listing, the prefix and, after a space, where it goes on; of a queue, the first task's key
 */
public record Request(RequestKind kind, String name) {}
