package io.replicationhub.cdk;

import io.replicationhub.permission.Action;
import io.replicationhub.permission.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * What the roles of both programs may do with the buckets: by the table of docs/permissions.md, where a side is for the
 * stack's roles, with the named buckets and prefixes alone.
 *
 * @param sender statements for the JobSender
 * @param worker statements for the JobWorker
 */
record StoreAccess(List<Object> sender, List<Object> worker) {
    private static final Predicate<Action> ALL = action -> true;
    /** The JobSender only looks. */
    private static final Predicate<Action> LOOKING =
            action -> action.id().startsWith("s3:Get") || action.id().startsWith("s3:List");

    static StoreAccess of(Stack stack, Parameters asked, Place source, Place destination) {
        CfnCondition tags = Choice.is(stack, "TagsOn", asked.copies().tags(), "true");
        CfnCondition deletes = Choice.is(stack, "DeletesOn", asked.selection().deletes(), "true");
        CfnCondition acls = Choice.given(stack, "AclGiven", asked.copies().acl());
        CfnCondition versions =
                Choice.is(stack, "AllVersions", asked.selection().versions(), "all");
        CfnCondition versionTags = Choice.of(
                stack,
                "AllVersionsWithTags",
                Fn.conditionAnd(
                        Choice.equal(asked.selection().versions(), "all"),
                        Choice.equal(asked.copies().tags(), "true")));
        CfnCondition clearsUp =
                Choice.given(stack, "StaleUploadAgeGiven", asked.runs().staleUploadAge());

        List<Object> sender = new ArrayList<>();
        List<Object> worker = new ArrayList<>();
        for (Place place : List.of(source, destination)) {
            sender.addAll(place.granted(Set.of(Purpose.COMPARE), ALL));
            sender.addAll(
                    place.granted(Set.of(Purpose.SOURCE_KEY, Purpose.DESTINATION_KEY), Action.KMS_DECRYPT::equals));
            sender.addAll(place.grantedWhere(versions, Set.of(Purpose.VERSIONS), LOOKING));

            worker.addAll(place.granted(
                    Set.of(
                            Purpose.COMPARE,
                            Purpose.COPY,
                            Purpose.LEFT_UPLOADS,
                            Purpose.SOURCE_KEY,
                            Purpose.DESTINATION_KEY),
                    ALL));
            worker.addAll(place.grantedWhere(tags, Set.of(Purpose.TAGS), ALL));
            worker.addAll(place.grantedWhere(acls, Set.of(Purpose.ACL), ALL));
            worker.addAll(place.grantedWhere(deletes, Set.of(Purpose.DELETE), ALL));
            worker.addAll(place.grantedWhere(versions, Set.of(Purpose.VERSIONS), ALL));
            worker.addAll(place.grantedWhere(versionTags, Set.of(Purpose.VERSION_TAGS), ALL));
        }
        sender.addAll(destination.grantedWhere(
                clearsUp,
                Set.of(Purpose.LEFT_UPLOADS, Purpose.COPY),
                Set.of(Action.LIST_BUCKET_UPLOADS, Action.LIST_PARTS, Action.ABORT_UPLOAD)::contains));
        return new StoreAccess(sender, worker);
    }
}
