package io.replicationhub.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.plan.Side;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    @Test
    void aSourceOfARunMayBeListedAndReadUnderItsPrefixAlone() {
        BucketGrants bucket = new BucketGrants(Partition.AWS, "from", "photos/", Optional.empty());
        String json = Policy.ofIdentity(bucket.of(EnumSet.of(Purpose.COMPARE, Purpose.COPY), Side.SOURCE))
                .json();
        assertEquals("""
                {
                  "Version" : "2012-10-17",
                  "Statement" : [
                    {
                      "Effect" : "Allow",
                      "Action" : [
                        "s3:ListBucket"
                      ],
                      "Resource" : "arn:aws:s3:::from",
                      "Condition" : {
                        "StringLike" : {
                          "s3:prefix" : [
                            "photos/*"
                          ]
                        }
                      }
                    },
                    {
                      "Effect" : "Allow",
                      "Action" : [
                        "s3:GetObject"
                      ],
                      "Resource" : "arn:aws:s3:::from/photos/*"
                    }
                  ]
                }""", json.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void charactersThatMeanSomethingInPoliciesStandForThemselves() {
        BucketGrants bucket = new BucketGrants(Partition.AWS, "b", "a*?$", Optional.empty());
        assertEquals(
                "arn:aws:s3:::b/a${*}${?}${$}*", bucket.of(Action.GET_OBJECT).resource());
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, arn:aws:s3:::b",
        "cn-north-1, arn:aws-cn:s3:::b",
        "us-gov-west-1, arn:aws-us-gov:s3:::b",
        "'', arn:aws:s3:::b"
    })
    void theRegionTellsThePartition(String region, String arn) {
        BucketGrants bucket = new BucketGrants(Partition.of(region), "b", "", Optional.empty());
        assertEquals(Grant.of(Action.LIST_BUCKET, arn), bucket.of(Action.LIST_BUCKET));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:kms:eu-west-1:123456789012:key/1-2, arn:aws:kms:eu-west-1:123456789012:key/1-2, ''",
        "1-2, arn:aws:kms:*:*:key/1-2, ''",
        "alias/mine, arn:aws:kms:*:*:key/*, alias/mine",
        "arn:aws:kms:eu-west-1:123456789012:alias/mine, arn:aws:kms:*:*:key/*, alias/mine",
        "'', arn:aws:kms:*:*:key/*, alias/aws/s3"
    })
    void keysAreNamedByIdOrHeldToTheirAlias(String key, String resource, String alias) {
        BucketGrants bucket =
                new BucketGrants(Partition.AWS, "b", "", Optional.of(key).filter(name -> !name.isEmpty()));
        Grant grant = bucket.of(Action.KMS_DECRYPT);
        assertEquals(resource, grant.resource());
        assertEquals(alias, grant.condition().map(Grant.Condition::value).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "ssm:/drh/key, ssm:GetParameter, arn:aws:ssm:*:*:parameter/drh/key",
        "ssm:key:3?region=eu-west-1, ssm:GetParameter, arn:aws:ssm:eu-west-1:*:parameter/key",
        "secretsmanager:drh/key, secretsmanager:GetSecretValue, arn:aws:secretsmanager:*:*:secret:drh/key-??????",
        "role:arn:aws:iam::123456789012:role/r, sts:AssumeRole, arn:aws:iam::123456789012:role/r"
    })
    void whatIsReferredToMayBeLookedUp(String reference, String action, String arn) {
        Grant grant = CredentialGrants.of(CredentialsReference.parse(reference), Partition.AWS, Optional.empty())
                .orElseThrow();
        assertEquals(List.of(action, arn), List.of(grant.action().id(), grant.resource()));
    }

    @Test
    void aBucketsPolicyNamesThePrincipalAndNoKeys() {
        BucketGrants bucket = new BucketGrants(Partition.AWS, "to", "", Optional.of("1-2"));
        List<Grant> grants = bucket.of(EnumSet.of(Purpose.COPY, Purpose.DESTINATION_KEY), Side.DESTINATION);
        String role = "arn:aws:iam::123456789012:role/r";
        assertTrue(Policy.ofBucket(grants, role).grants().stream()
                .allMatch(grant -> grant.action().id().startsWith("s3:")));
        assertEquals(
                List.of(Grant.of(Action.KMS_DECRYPT, "*"), Grant.of(Action.KMS_GENERATE_DATA_KEY, "*")),
                Policy.ofKey(grants, role).grants());
        assertTrue(Policy.ofKey(grants, role).json().contains(role));
    }

    @Test
    void everyOperationServesAPurposeOrLooksUpCredentialsAndEveryOtherActionIsAboutAStack() {
        EnumSet<Operation> served = EnumSet.of(Operation.GET_PARAMETER, Operation.GET_SECRET, Operation.ASSUME_ROLE);
        for (Purpose purpose : Purpose.values()) {
            served.addAll(purpose.at(Side.SOURCE));
            served.addAll(purpose.at(Side.DESTINATION));
        }
        assertEquals(EnumSet.allOf(Operation.class), served);
        EnumSet<Action> needed = EnumSet.copyOf(Operation.actions(served));
        EnumSet<Action> others = EnumSet.complementOf(needed);
        others.removeIf(action -> action.about() == Action.About.STACK);
        assertEquals(EnumSet.noneOf(Action.class), others);
    }
}
