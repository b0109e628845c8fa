package io.replicationhub.demo;

import io.replicationhub.jobsender.JobSender;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.send.SendListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the JobSender came to.
 *
 * @param diff where both sides could be listed
 */
record SendOutcome(int exitCode, Optional<DiffSummary> diff) {

    static SendOutcome run(Map<String, String> environment, MetricSums metrics) {
        AtomicReference<@Nullable DiffSummary> diff = new AtomicReference<>();
        int code = JobSender.run(environment, metrics, new SendListener() {
                    @Override
                    public void listingDone(DiffSummary summary) {
                        diff.set(summary);
                    }
                })
                .number();
        return new SendOutcome(code, Optional.ofNullable(diff.get()));
    }
}
