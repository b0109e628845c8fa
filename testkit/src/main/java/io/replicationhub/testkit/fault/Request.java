package io.replicationhub.testkit.fault;

import io.replicationhub.testkit.RequestKind;

/**
 * A request that a fault may strike.
 *
 * @param name the key; of a listing, the prefix
 */
public record Request(RequestKind kind, String name) {}
