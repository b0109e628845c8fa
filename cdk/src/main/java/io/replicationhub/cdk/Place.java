package io.replicationhub.cdk;

import io.replicationhub.permission.Action;
import io.replicationhub.permission.Purpose;
import io.replicationhub.plan.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Stack;

/**
 * A bucket and a prefix, to policies.
 *
 * @param byStackRole whether the programs' roles are to get at it
 */
record Place(
        Side side,
        CfnCondition byStackRole,
        String bucketArn,
        String prefix,
        CfnCondition prefixGiven,
        String keyArn,
        CfnCondition keyGiven) {

    static Place of(Stack stack, Side side, String id, SideParameters asked, CfnCondition byStackRole) {
        return new Place(
                side,
                byStackRole,
                bucketArn(asked),
                asked.prefix().getValueAsString(),
                Choice.given(stack, id + "PrefixGiven", asked.prefix()),
                asked.keyArn().getValueAsString(),
                Choice.given(stack, id + "KeyGiven", asked.keyArn()));
    }

    static String bucketArn(SideParameters asked) {
        return "arn:" + Aws.PARTITION + ":s3:::" + asked.bucket().getValueAsString();
    }

    /** What these purposes take here, and no more. */
    List<Object> granted(Collection<Purpose> purposes, Predicate<Action> actions) {
        Map<Action.About, List<String>> named = new EnumMap<>(Action.About.class);
        Purpose.actions(purposes, side).stream()
                .filter(actions)
                .forEach(action -> named.computeIfAbsent(action.about(), about -> new ArrayList<>())
                        .add(action.id()));
        List<Object> statements = new ArrayList<>();
        named.forEach((about, ids) -> statements.add(statement(about, ids.toArray(String[]::new))));
        return statements;
    }

    /** The same where a condition holds. */
    List<Object> grantedWhere(CfnCondition condition, Collection<Purpose> purposes, Predicate<Action> actions) {
        return granted(purposes, actions).stream()
                .map(statement -> Choice.when(condition, statement))
                .toList();
    }

    /** What concerns the bucket as a whole. */
    Object bucket(String... actions) {
        return ours(Statement.allow(actions).on(bucketArn));
    }

    /** What concerns the objects with the prefix. */
    Object objects(String... actions) {
        return ours(Statement.allow(actions).on(bucketArn + '/' + prefix + '*'));
    }

    private Object statement(Action.About about, String... actions) {
        return switch (about) {
            case LISTED_KEYS -> listed(actions);
            case BUCKET -> bucket(actions);
            case OBJECTS -> objects(actions);
            case KEY -> Choice.when(keyGiven, ours(Statement.allow(actions).on(keyArn)));
            case PARAMETER, SECRET, ROLE, STACK -> throw new IllegalStateException(about + " is no matter of a bucket");
        };
    }

    /** Where no prefix is given, requests name none, and a condition on it would never hold. */
    private Object listed(String... actions) {
        return ours(Choice.either(
                prefixGiven,
                Statement.allow(actions)
                        .on(bucketArn, Map.of("StringLike", Map.of("s3:prefix", List.of(prefix + '*')))),
                Statement.allow(actions).on(bucketArn)));
    }

    private Object ours(Object statement) {
        return Choice.when(byStackRole, statement);
    }
}
