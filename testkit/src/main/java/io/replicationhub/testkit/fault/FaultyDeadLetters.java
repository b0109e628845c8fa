package io.replicationhub.testkit.fault;

import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.QueueException;
import io.replicationhub.testkit.RequestKind;

/** Dead letters on whose way something goes wrong. */
public final class FaultyDeadLetters implements DeadLetters {
    private final DeadLetters inner;
    private final FaultScript script;

    public FaultyDeadLetters(DeadLetters inner, FaultScript script) {
        this.inner = inner;
        this.script = script;
    }

    @Override
    public void bury(DeadLetter letter) throws QueueException, InterruptedException {
        Request request = new Request(RequestKind.BURY, letter.task().key().value());
        Fault fault = script.on(request);
        FaultyQueue.before(fault, request);
        inner.bury(letter);
        FaultyQueue.after(fault, request);
    }
}
