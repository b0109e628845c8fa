package io.replicationhub.operate.aws;

import io.replicationhub.object.StorageException;
import io.replicationhub.operate.Unreachable;

/** What a service said no to, as a sentence that names the action that may be missing. */
final class Refused {
    private Refused() {}

    /** @param action as a policy names it */
    static Unreachable because(StorageException e, String action) {
        String sentence = String.valueOf(e.getMessage());
        boolean denied = sentence.contains("AccessDenied") || sentence.contains("not authorized");
        return new Unreachable(
                denied && !sentence.contains("perform: ") ? sentence + " (it takes " + action + ")" : sentence, e);
    }
}
