package io.replicationhub.localservers;

import java.util.List;

/**
 * Keeps the servers' own logs out of ours. It speaks to slf4j-simple alone, through the system properties that it
 * reads when a logger is made; whoever has set one of them keeps what was set.
 */
final class ServerLogs {
    private static final List<String> NOISY =
            List.of("org.eclipse.jetty", "org.gaul", "org.elasticmq", "org.apache.pekko");

    private ServerLogs() {}

    static void quiet() {
        for (String name : NOISY) {
            String property = "org.slf4j.simpleLogger.log." + name;
            if (System.getProperty(property) == null) {
                System.setProperty(property, "off");
            }
        }
    }
}
