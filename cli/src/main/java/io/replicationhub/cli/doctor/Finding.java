package io.replicationhub.cli.doctor;

import io.replicationhub.permission.Grant;
import java.util.Optional;

/**
 * What one probe found.
 *
 * @param probe what was tried, in a word or two
 * @param says what it means; never a secret
 * @param advice what to do
 * @param missing what must be allowed
 */
record Finding(String probe, Verdict verdict, String says, Optional<String> advice, Optional<Grant> missing) {

    static Finding of(String probe, Verdict verdict, String says) {
        return new Finding(probe, verdict, says, Optional.empty(), Optional.empty());
    }

    Finding advising(String what) {
        return new Finding(probe, verdict, says, Optional.of(what), missing);
    }

    Finding missing(Grant grant) {
        return new Finding(
                probe,
                verdict,
                says,
                advice.or(() -> Optional.of("allow " + grant.action() + " on " + grant.resource())),
                Optional.of(grant));
    }
}
