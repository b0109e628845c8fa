package io.replicationhub.aws.ecs;

import java.util.List;

/**
 * What a task is connected to.
 *
 * @param publicIp {@code ENABLED} or {@code DISABLED}
 */
public record TaskNetwork(List<String> subnets, List<String> securityGroups, String publicIp) {
    public TaskNetwork {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}
