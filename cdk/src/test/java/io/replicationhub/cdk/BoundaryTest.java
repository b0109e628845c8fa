package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An account may let nobody make a role without a boundary. */
class BoundaryTest {
    private static final String BOUNDARY = "arn:aws-cn:iam::123456789012:policy/team/boundary";

    private final Set<String> roles =
            Synthesized.plain().resources("AWS::IAM::Role").keySet();

    @Test
    void everyRoleHasTheBoundaryThatIsAskedFor() {
        Map<String, String> bounded = new TreeMap<>();
        Launch launch = Launch.least(Map.of("permissionsBoundaryArn", BOUNDARY));
        roles.forEach(role -> bounded.put(
                role, launch.properties(role).path("PermissionsBoundary").asText()));
        assertFalse(bounded.isEmpty());
        assertEquals(Set.of(BOUNDARY), Set.copyOf(bounded.values()), bounded.toString());
    }

    @Test
    void whereNoneIsAskedForTheyHaveNone() {
        Launch launch = Launch.least(Map.of());
        for (String role : roles) {
            assertFalse(launch.properties(role).has("PermissionsBoundary"), role);
        }
    }
}
