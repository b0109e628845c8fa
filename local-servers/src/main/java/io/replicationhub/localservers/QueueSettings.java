package io.replicationhub.localservers;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A queue to be made; its dead-letter queue has the same name with {@code -dead} behind it.
 *
 * @param name up to 75 letters, digits, hyphens and underscores
 * @param visibility how long a received message is hidden from others, in whole seconds
 * @param maxReceiveCount how often a message may be received before it is a dead letter
 */
public record QueueSettings(String name, Duration visibility, int maxReceiveCount) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}");

    public QueueSettings {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a queue name: " + name);
        }
        if (visibility.isNegative() || visibility.toSeconds() > 43_200) {
            throw new IllegalArgumentException("visibility " + visibility + " is not within 0 s and 12 h");
        }
        if (maxReceiveCount < 1 || maxReceiveCount > 1_000) {
            throw new IllegalArgumentException("maxReceiveCount " + maxReceiveCount + " is not within 1 and 1,000");
        }
    }

    public String deadLetterName() {
        return name + "-dead";
    }
}
