package io.replicationhub.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;

/** Makes the roles of the stack: each for one service, on behalf of this account alone. */
final class Roles {
    private Roles() {}

    static CfnParameter boundary(ParameterSheet.Group group) {
        return group.optional(
                "permissionsBoundaryArn",
                "Permissions boundary",
                "The policy that bounds the stack's roles, where the account lets nobody make a role without. It must let"
                        + " through what the roles are for.",
                TextForm.POLICY_ARN);
    }

    /** Gives it to all roles that there are. A boundary of the CDK's own (its context) goes before it. */
    static void bound(Stack stack, CfnParameter boundary) {
        CfnCondition given = Choice.given(stack, "BoundaryGiven", boundary);
        String choice = Choice.text(given, boundary.getValueAsString(), Aws.NO_VALUE);
        stack.getNode().findAll().stream()
                .filter(CfnRole.class::isInstance)
                .map(CfnRole.class::cast)
                .forEach(role -> role.setPermissionsBoundary(choice));
    }

    static CfnRole lambda(Stack stack, String id, List<?> statements) {
        // Lambda names no source when it takes a function's role.
        return role(
                stack,
                id,
                Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Effect",
                                "Allow",
                                "Principal",
                                Map.of("Service", "lambda.amazonaws.com"),
                                "Action",
                                "sts:AssumeRole"))),
                statements);
    }

    /** ECS Developer Guide, "Amazon ECS task IAM role": the condition against a confused deputy. */
    static CfnRole task(Stack stack, String id, List<?> statements) {
        return role(
                stack,
                id,
                Statement.trust(
                        "ecs-tasks.amazonaws.com",
                        Map.of(
                                "StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                                "ArnLike", Map.of("aws:SourceArn", Choice.arnHere("ecs", "*")))),
                statements);
    }

    static CfnRole scheduler(Stack stack, String id, List<?> statements) {
        return role(
                stack,
                id,
                Statement.trust(
                        "scheduler.amazonaws.com", Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))),
                statements);
    }

    private static CfnRole role(Stack stack, String id, Object trust, List<?> statements) {
        return CfnRole.Builder.create(stack, id)
                .assumeRolePolicyDocument(trust)
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName("Needed")
                        .policyDocument(Statement.document(statements))
                        .build()))
                .build();
    }
}
