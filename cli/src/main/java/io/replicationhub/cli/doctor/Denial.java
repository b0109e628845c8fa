package io.replicationhub.cli.doctor;

import io.replicationhub.object.StorageException;
import io.replicationhub.permission.Action;
import io.replicationhub.permission.Action.About;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Operation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a refusal says. AWS names the action, the resource and the kind of policy in newer refusals (IAM User Guide,
 * "Troubleshoot access denied error messages"); where it does not, what was asked tells.
 */
final class Denial {
    private static final Pattern NAMED = Pattern.compile(
            "not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)(?: on (?:the )?resource:? \"?([^\\s\"]+))?");
    private static final Pattern EXPLICIT = Pattern.compile("with an explicit deny in an? ([a-z -]+?) policy");

    private Denial() {}

    /** What must be allowed for the operation, on what it is about. */
    static Grant grant(StorageException denied, Operation operation, BucketGrants bucket) {
        Matcher named = NAMED.matcher(String.valueOf(denied.getMessage()));
        if (named.find()) {
            Optional<Action> action = Action.named(named.group(1));
            if (action.isPresent()) {
                String on = named.group(2);
                return isOfKey(action.get()) && on != null && on.startsWith("arn:")
                        ? Grant.of(action.get(), on)
                        : bucket.of(action.get());
            }
        }
        return bucket.of(operation.action());
    }

    private static boolean isOfKey(Action action) {
        return action.about() == About.KEY;
    }

    /** What no permission mends: that something forbids it by name. */
    static Optional<String> forbids(StorageException denied) {
        Matcher explicit = EXPLICIT.matcher(String.valueOf(denied.getMessage()));
        return explicit.find() ? Optional.of(explicit.group(1)) : Optional.empty();
    }
}
