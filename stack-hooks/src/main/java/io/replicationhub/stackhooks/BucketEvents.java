package io.replicationhub.stackhooks;

import io.replicationhub.object.StorageException;
import io.replicationhub.stackhooks.HookRequest.Verb;
import io.replicationhub.storage.s3.BucketNotifications;
import io.replicationhub.storage.s3.BucketNotifications.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Has a bucket tell the stack's queue of its events, by one rule among the customer's own, and takes that rule away again.
 * The resource is known by its bucket and its rule: where an Update names another bucket, CloudFormation has the rule there
 * taken away once the new one is in force, or the new one where the stack goes back.
 */
final class BucketEvents implements Hook {
    private final Buckets buckets;

    BucketEvents(Buckets buckets) {
        this.buckets = buckets;
    }

    /** Opens a bucket's configuration; where no region is given, S3 says which. */
    interface Buckets {
        BucketNotifications open(String bucket, String region);
    }

    @Override
    public String physicalId(HookRequest request) throws HookFailed {
        return request.required("Bucket") + '/' + request.required("Id");
    }

    @Override
    public String run(HookRequest request, Deadline deadline) throws HookFailed, InterruptedException {
        String bucket = request.required("Bucket");
        String id = request.required("Id");
        try (BucketNotifications configuration = buckets.open(bucket, request.text("Region"))) {
            // What is taken away was put there by the same right.
            Duration right = request.verb() == Verb.DELETE ? Duration.ZERO : BucketRules.RIGHT_PATIENCE;
            var rules = new BucketRules("s3://" + bucket, configuration, deadline, right);
            List<String> events = request.list("Events");
            if (request.verb() == Verb.DELETE) {
                rules.remove(Set.of(id), Targets.UNCHECKED);
            } else if (events.isEmpty()) {
                rules.remove(ids(request, bucket, id), Targets.UNCHECKED);
            } else {
                // The prefix may begin or end with a space: it is taken as it is.
                String prefix = request.properties().textAt("Prefix");
                rules.put(new EventRule(id, request.required("QueueArn"), prefix, events), ids(request, bucket, id));
            }
            return "";
        } catch (StorageException.Missing e) {
            if (request.verb() == Verb.DELETE) {
                return "The bucket " + bucket + " is gone, and our rule with it";
            }
            throw new HookFailed(e.getMessage(), e);
        } catch (StorageException e) {
            throw new HookFailed(advised(e), e);
        }
    }

    /** Ours, and what ours was called before an Update: both at once, for S3 refuses two rules for the same events. */
    private static Set<String> ids(HookRequest request, String bucket, String id) {
        String before = request.old().textAt("Id").strip();
        boolean renamed = request.old().textAt("Bucket").strip().equals(bucket) && !before.isEmpty();
        return renamed ? Set.copyOf(List.of(id, before).stream().distinct().toList()) : Set.of(id);
    }

    private static String advised(StorageException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("overlap")) {
            return said + " (A rule of the bucket's own tells somebody else of the same events under the same keys, and"
                    + " S3 allows one: have that rule's topic or EventBridge tell our queue, too, or turn events off.)";
        }
        if (said.contains("Unable to validate the following destination")) {
            return said + " (S3 tries every queue, topic and function of the bucket's rules before it takes a"
                    + " configuration: one of them is gone, or does not let S3 in.)";
        }
        return said;
    }
}
