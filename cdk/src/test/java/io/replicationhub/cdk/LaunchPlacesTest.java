package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.config.SettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a user's parameters where it matters where a store is. */
class LaunchPlacesTest {
    /** It knows no store but Amazon's, and would look for a bucket of that name there as long as it may. */
    @Test
    void theFarewellLooksForUploadsWhereTheStacksRoleWritesAlone() {
        assertEquals(
                "to-there",
                launch(Map.of()).properties("Farewell").get("DestinationBucket").asText());
        for (Map<String, String> given : List.of(
                Map.of("jobType", "PUT", "destinationEndpoint", "https://s3.example.com"),
                Map.of("destinationCredentials", "secret", "destinationCredentialsName", "arn:aws:x"))) {
            assertEquals(
                    "",
                    launch(given)
                            .properties("Farewell")
                            .get("DestinationBucket")
                            .asText());
        }
    }

    /** S3 of another partition answers InvalidAccessKeyId, and not where the bucket is. */
    @Test
    void whereAmazonCannotBeAskedForTheRegionItIsTheStacksOwn() throws SettingsException {
        Map<String, String> china = Map.of("AWS::Partition", "aws-cn", "AWS::Region", "cn-northwest-1");
        Launch launch = launch(china);
        assertEquals(
                Optional.of("cn-northwest-1"), launch.worker().destination().region());
        assertEquals(
                Optional.of("cn-northwest-1"), launch.sender().destination().region());
        assertEquals(Optional.empty(), launch.worker().source().region(), "of the other side nothing is known");
        assertEquals(Optional.empty(), launch(Map.of()).worker().destination().region());

        Map<String, String> given = new HashMap<>(china);
        given.put("destinationRegion", "cn-north-1");
        assertEquals(
                Optional.of("cn-north-1"), launch(given).worker().destination().region());
        given = new HashMap<>(china);
        given.put("destinationEndpoint", "https://s3.example.com");
        assertEquals(Optional.empty(), launch(given).worker().destination().region());
        given = new HashMap<>(china);
        given.put("jobType", "PUT");
        assertEquals(
                Optional.of("cn-northwest-1"), launch(given).worker().source().region());
    }

    @Test
    void theSenderGetsOutToWhateverPortAnEndpointMayHave() {
        List<String> any = List.of("tcp 1-65535");
        List<String> httpsOnly = List.of("tcp 443-443");
        Map<String, String> ownRole = Map.of("sourceCredentials", "stack role");
        assertEquals(httpsOnly, outwards(ownRole));
        assertEquals(httpsOnly, outwards(Map.of("sourceCredentials", "anonymous")));
        assertEquals(any, outwards(Map.of()), "the parameter may hold an endpoint beside the credentials");
        assertEquals(
                any,
                outwards(Map.of("sourceCredentials", "stack role", "destinationEndpoint", "http://10.0.0.5:9000")));
        assertEquals(
                any,
                outwards(Map.of(
                        "sourceCredentials", "stack role",
                        "destinationCredentials", "secret",
                        "destinationCredentialsName", "arn:aws:secretsmanager:x")));
        Map<String, String> theirs = new HashMap<>(ownRole);
        theirs.put("ecsVpcId", "vpc-12345678");
        assertEquals(
                List.of("tcp 443-443", "udp 53-53", "tcp 53-53"),
                outwards(theirs),
                "a network that is not the stack's may have name servers of its own");
    }

    private static List<String> outwards(Map<String, String> given) {
        List<String> rules = new ArrayList<>();
        launch(given)
                .properties("SenderSecurityGroup")
                .get("SecurityGroupEgress")
                .forEach(rule -> rules.add(rule.get("IpProtocol").asText()
                        + ' '
                        + rule.get("FromPort").asText()
                        + '-'
                        + rule.get("ToPort").asText()));
        return rules;
    }

    private static Launch launch(Map<String, String> given) {
        return Launch.least(given);
    }
}
