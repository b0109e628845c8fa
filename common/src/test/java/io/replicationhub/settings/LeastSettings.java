package io.replicationhub.settings;

import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.plan.Side;
import java.util.Map;
import java.util.Optional;

/** The fewest variables that a deployed program starts with, and what they say. */
final class LeastSettings {
    static final Map<String, String> LEAST = Map.of(
            "DRH_STACK", "s",
            "DRH_SOURCE_BUCKET", "from",
            "DRH_DESTINATION_BUCKET", "to",
            "DRH_QUEUE_URL", "https://q",
            "DRH_DEAD_LETTER_QUEUE_URL", "https://d");

    static final StoreSettings FROM = new StoreSettings(
            Side.SOURCE,
            "from",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new CredentialsReference.Default(),
            StoreSettings.Addressing.USUAL,
            false);
    static final StoreSettings TO = new StoreSettings(
            Side.DESTINATION,
            "to",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new CredentialsReference.Default(),
            StoreSettings.Addressing.USUAL,
            false);
    static final QueueSettings QUEUE = new QueueSettings(
            "https://q", "https://d", Optional.empty(), Optional.empty(), new CredentialsReference.Default());

    private LeastSettings() {}
}
