package io.replicationhub.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * How one side is signed in to.
 *
 * @param byStackRole whether the programs' own roles get at it
 * @param byDocument whether the credentials are a parameter or a secret, beside which an endpoint may stand
 * @param reference what the programs are told (CredentialsReference)
 * @param statements what their roles need to get at the credentials
 */
record SideAccess(CfnCondition byStackRole, CfnCondition byDocument, String reference, List<Object> statements) {

    /**
     * @param side the first part of conditions' names
     * @param jobType with which credentialsParameterStore is for this side
     */
    static SideAccess of(Stack stack, String side, SideParameters asked, JobParameters job, String jobType) {
        CfnCondition byParameterOfV1 = Choice.of(
                stack,
                side + "ByJobParameter",
                Fn.conditionAnd(
                        Choice.equal(asked.access(), SideParameters.BY_JOB_TYPE),
                        Choice.equal(job.jobType(), jobType),
                        Fn.conditionNot(Choice.equal(job.credentials(), ""))));
        CfnCondition byStackRole = Choice.of(
                stack,
                side + "ByStackRole",
                Fn.conditionOr(
                        Choice.equal(asked.access(), SideParameters.STACK_ROLE),
                        Fn.conditionAnd(
                                Choice.equal(asked.access(), SideParameters.BY_JOB_TYPE),
                                Fn.conditionNot(Choice.equal(job.jobType(), jobType)))));
        CfnCondition byParameter = Choice.is(stack, side + "ByParameter", asked.access(), SideParameters.PARAMETER);
        CfnCondition bySecret = Choice.is(stack, side + "BySecret", asked.access(), SideParameters.SECRET);
        CfnCondition byRole = Choice.is(stack, side + "ByRole", asked.access(), SideParameters.ROLE);

        CfnCondition byDocument =
                Choice.of(stack, side + "ByDocument", Fn.conditionOr(byParameterOfV1, byParameter, bySecret));

        String name = asked.accessName().getValueAsString();
        String v1 = job.credentials().getValueAsString();
        // With v1 an empty name meant requests without a signature.
        String reference = Choice.text(
                byParameterOfV1,
                "ssm:" + v1,
                Choice.text(
                        byStackRole,
                        "default",
                        Choice.text(
                                byParameter,
                                "ssm:" + name,
                                Choice.text(
                                        bySecret,
                                        "secretsmanager:" + name,
                                        Choice.text(byRole, "role:" + name, "anonymous")))));
        List<Object> statements = new ArrayList<>();
        statements.add(
                Choice.when(byParameterOfV1, Statement.allow("ssm:GetParameter").on(parameterArn(v1))));
        statements.add(
                Choice.when(byParameter, Statement.allow("ssm:GetParameter").on(parameterArn(beforeTheMark(name)))));
        statements.add(Choice.when(
                bySecret, Statement.allow("secretsmanager:GetSecretValue").on(beforeTheMark(name))));
        statements.add(Choice.when(byRole, Statement.allow("sts:AssumeRole").on(beforeTheMark(name))));
        return new SideAccess(byStackRole, byDocument, reference, statements);
    }

    /** For the key of the customer's that parameter or secret are encrypted with. */
    static Object keyOfCredentials(Stack stack, CfnParameter keyArn) {
        CfnCondition given = Choice.given(stack, "CredentialsKeyGiven", keyArn);
        return Choice.when(given, Statement.allow("kms:Decrypt").on(keyArn.getValueAsString()));
    }

    /** Names may begin with a slash, and have no two in a row: "parameter//a/b" is parameter/a/b. */
    private static Object parameterArn(String name) {
        return Map.of("Fn::Join", List.of("/", Fn.split("//", Choice.arnHere("ssm", "parameter/" + name))));
    }

    private static String beforeTheMark(String name) {
        return Fn.select(0, Fn.split("?", name));
    }
}
