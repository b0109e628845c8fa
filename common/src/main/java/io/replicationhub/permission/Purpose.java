package io.replicationhub.permission;

import io.replicationhub.plan.Side;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a user may want, and the requests that it takes on either side: the one table that policies, {@code drh doctor} and
 * the documentation are made from. A test records the requests of real runs and holds them against it.
 */
public enum Purpose {
    COMPARE(
            "every run; `plan` and `verify` need no more",
            EnumSet.of(Operation.LIST, Operation.HEAD, Operation.GET),
            EnumSet.of(Operation.LIST, Operation.HEAD, Operation.GET)),
    COPY(
            "`replicate`",
            none(),
            EnumSet.of(
                    Operation.PUT,
                    Operation.COPY,
                    Operation.CREATE_UPLOAD,
                    Operation.UPLOAD_PART,
                    Operation.COPY_PART,
                    Operation.COMPLETE_UPLOAD,
                    Operation.ABORT_UPLOAD,
                    Operation.LIST_PARTS)),
    LEFT_UPLOADS("`replicate`: uploads that earlier runs left", none(), EnumSet.of(Operation.LIST_UPLOADS)),
    TAGS("`--tags`", EnumSet.of(Operation.GET_TAGS), EnumSet.of(Operation.TAG)),
    ACL("`--acl`", none(), EnumSet.of(Operation.GRANT)),
    SOURCE_KEY("a source encrypted with a key of KMS", EnumSet.of(Operation.DECRYPT), none()),
    DESTINATION_KEY(
            "`--sse kms`, `--sse kms-dsse`, or a bucket that encrypts so by itself",
            none(),
            EnumSet.of(Operation.ENCRYPT, Operation.DECRYPT)),
    DELETE("`--delete`", none(), EnumSet.of(Operation.DELETE)),
    VERSIONS(
            "`--versions all`",
            EnumSet.of(
                    Operation.GET_VERSIONING, Operation.LIST_VERSIONS, Operation.HEAD_VERSION, Operation.GET_VERSION),
            EnumSet.of(
                    Operation.GET_VERSIONING,
                    Operation.LIST_VERSIONS,
                    Operation.HEAD_VERSION,
                    Operation.DELETE,
                    Operation.DELETE_VERSION)),
    VERSION_TAGS("`--versions all` with `--tags`", EnumSet.of(Operation.GET_VERSION_TAGS), none()),
    RESTORE("`drh restore`", EnumSet.of(Operation.RESTORE), none()),
    BUCKET_FACTS(
            "`drh doctor`, for what it tells of the buckets' settings",
            EnumSet.of(Operation.GET_VERSIONING, Operation.GET_NOTIFICATION),
            EnumSet.of(Operation.GET_VERSIONING, Operation.GET_LOCK, Operation.GET_LIFECYCLE, Operation.GET_OWNERSHIP));

    private final String title;
    private final Set<Operation> source;
    private final Set<Operation> destination;

    Purpose(String title, Set<Operation> source, Set<Operation> destination) {
        this.title = title;
        this.source = Collections.unmodifiableSet(source);
        this.destination = Collections.unmodifiableSet(destination);
    }

    private static Set<Operation> none() {
        return EnumSet.noneOf(Operation.class);
    }

    /** For people, in Markdown. */
    public String title() {
        return title;
    }

    public Set<Operation> at(Side side) {
        return switch (side) {
            case SOURCE -> source;
            case DESTINATION -> destination;
        };
    }

    /** What allows all of these on a side. */
    public static Set<Action> actions(Collection<Purpose> purposes, Side side) {
        EnumSet<Action> actions = EnumSet.noneOf(Action.class);
        purposes.forEach(purpose -> actions.addAll(Operation.actions(purpose.at(side))));
        return Collections.unmodifiableSet(actions);
    }
}
