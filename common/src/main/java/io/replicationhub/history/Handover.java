package io.replicationhub.history;

import io.replicationhub.task.StartedVersion;
import java.util.Optional;

/**
 * What whoever carries a history has got along with it.
 *
 * @param claim by which others are kept from the key
 * @param begun what an earlier worker left half carried
 */
record Handover(Optional<Claim> claim, Optional<StartedVersion> begun) {
    static final Handover NONE = new Handover(Optional.empty(), Optional.empty());
}
