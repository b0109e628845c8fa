package io.replicationhub.cli;

import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.permission.Action;
import io.replicationhub.permission.Operation;
import io.replicationhub.plan.Side;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a request on its way asks for, by its head alone: the operations at the bucket that it goes to, and at the source's
 * where it has the destination copy by itself. A request that is not known fails the test.
 *
 * @param here of the side whose bucket is asked
 * @param source of the other bucket
 */
record Asked(Set<Operation> here, Set<Operation> source) {

    static Asked by(RequestHead head) {
        EnumSet<Operation> here = EnumSet.noneOf(Operation.class);
        EnumSet<Operation> source = EnumSet.noneOf(Operation.class);
        if (isOfBucket(head)) {
            here.add(ofBucket(head));
        } else {
            here.add(ofObject(head));
            besides(head, here);
            head.header("x-amz-copy-source")
                    .ifPresent(
                            from -> source.add(from.contains("?versionId=") ? Operation.GET_VERSION : Operation.GET));
            boolean carriesTags = here.contains(Operation.COPY)
                    && !head.header("x-amz-tagging-directive")
                            .filter("REPLACE"::equals)
                            .isPresent();
            if (carriesTags) {
                // What the store copies it copies with its tags, and asks whether that is allowed.
                source.add(Operation.GET_TAGS);
                here.add(Operation.TAG);
            }
        }
        return new Asked(here, source);
    }

    /** Whether it takes an action at a side, of a request that goes to one of them. */
    boolean takes(Side side, Action action, Side at) {
        return (side == at && Operation.actions(here).contains(action))
                || (side == Side.SOURCE && Operation.actions(source).contains(action));
    }

    private static void besides(RequestHead head, Set<Operation> here) {
        if (head.header("x-amz-tagging").isPresent()) {
            here.add(Operation.TAG);
        }
        if (head.header("x-amz-acl").isPresent()) {
            here.add(Operation.GRANT);
        }
        if (head.header("x-amz-server-side-encryption").orElse("").startsWith("aws:kms")) {
            here.add(Operation.ENCRYPT);
            if (here.contains(Operation.CREATE_UPLOAD)) {
                here.add(Operation.DECRYPT);
            }
        }
    }

    /** Whether the path ends with the bucket, which stands in the host name or in the path. */
    private static boolean isOfBucket(RequestHead head) {
        boolean inHost = head.header("host").orElse("").contains(".localhost");
        String path = head.path().substring(1);
        int slash = path.indexOf('/');
        return inHost ? path.isEmpty() : slash < 0 || slash == path.length() - 1;
    }

    private static Operation ofBucket(RequestHead head) {
        if (head.method().equals("HEAD")) {
            return Operation.LIST;
        }
        if (!head.method().equals("GET")) {
            throw new IllegalStateException("an unknown request: " + head);
        }
        return head.hasQuery("versioning")
                ? Operation.GET_VERSIONING
                : head.hasQuery("versions")
                        ? Operation.LIST_VERSIONS
                        : head.hasQuery("uploads")
                                ? Operation.LIST_UPLOADS
                                : head.hasQuery("object-lock")
                                        ? Operation.GET_LOCK
                                        : head.hasQuery("lifecycle")
                                                ? Operation.GET_LIFECYCLE
                                                : head.hasQuery("ownershipControls")
                                                        ? Operation.GET_OWNERSHIP
                                                        : head.hasQuery("notification")
                                                                ? Operation.GET_NOTIFICATION
                                                                : Operation.LIST;
    }

    private static Operation ofObject(RequestHead head) {
        boolean version = head.hasQuery("versionId");
        boolean copies = head.header("x-amz-copy-source").isPresent();
        return switch (head.method()) {
            case "HEAD" -> version ? Operation.HEAD_VERSION : Operation.HEAD;
            case "GET" ->
                head.hasQuery("uploadId")
                        ? Operation.LIST_PARTS
                        : head.hasQuery("tagging")
                                ? version ? Operation.GET_VERSION_TAGS : Operation.GET_TAGS
                                : version ? Operation.GET_VERSION : Operation.GET;
            case "PUT" ->
                head.hasQuery("partNumber")
                        ? copies ? Operation.COPY_PART : Operation.UPLOAD_PART
                        : copies ? Operation.COPY : Operation.PUT;
            case "POST" ->
                head.hasQuery("uploads")
                        ? Operation.CREATE_UPLOAD
                        : head.hasQuery("restore") ? Operation.RESTORE : Operation.COMPLETE_UPLOAD;
            case "DELETE" ->
                head.hasQuery("uploadId")
                        ? Operation.ABORT_UPLOAD
                        : version ? Operation.DELETE_VERSION : Operation.DELETE;
            default -> throw new IllegalStateException("an unknown request: " + head);
        };
    }
}
