package io.replicationhub.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.ICfnRuleConditionExpression;
import software.amazon.awscdk.Stack;

/** Conditions, since parameters are known to CloudFormation alone. */
final class Choice {
    private Choice() {}

    static CfnCondition is(Stack stack, String id, CfnParameter parameter, String value) {
        return of(stack, id, equal(parameter, value));
    }

    static CfnCondition given(Stack stack, String id, CfnParameter parameter) {
        return of(stack, id, Fn.conditionNot(equal(parameter, "")));
    }

    static CfnCondition of(Stack stack, String id, ICfnConditionExpression expression) {
        return CfnCondition.Builder.create(stack, id).expression(expression).build();
    }

    static ICfnRuleConditionExpression equal(CfnParameter parameter, String value) {
        return Fn.conditionEquals(parameter.getValueAsString(), value);
    }

    /** One text or another. */
    static String text(CfnCondition condition, String then, String otherwise) {
        return Fn.conditionIf(condition.getLogicalId(), then, otherwise).toString();
    }

    /** Anything or another thing. */
    static Object either(CfnCondition condition, Object then, Object otherwise) {
        return Map.of("Fn::If", List.of(condition.getLogicalId(), then, otherwise));
    }

    /** Something or nothing. */
    static Object when(CfnCondition condition, Object then) {
        return either(condition, then, Map.of("Ref", "AWS::NoValue"));
    }

    /** Where the template's partition, region and account are asked for. */
    static String arn(String service, String region, String account, String resource) {
        return "arn:" + Aws.PARTITION + ':' + service + ':' + region + ':' + account + ':' + resource;
    }

    /** An ARN in the stack's own region and account. */
    static String arnHere(String service, String resource) {
        return arn(service, Aws.REGION, Aws.ACCOUNT_ID, resource);
    }
}
