package io.replicationhub.transfer;

import io.replicationhub.crew.Crew;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.outcome.Movement;
import io.replicationhub.pace.Flow;
import io.replicationhub.plan.Side;
import java.time.InstantSource;

/**
 * What an engine works with.
 *
 * @param flow told of all bytes read, and may hold them up
 * @param movement told of bodies as they go to the destination
 */
public record TransferSetup(
        Party source,
        Party destination,
        EngineOptions options,
        BodyBuffers buffers,
        Crew crew,
        UploadJournal journal,
        Persistence persistence,
        Flow flow,
        Movement movement,
        InstantSource clock) {

    /** The same between other views of the two. */
    public TransferSetup between(Party from, Party to) {
        return new TransferSetup(from, to, options, buffers, crew, journal, persistence, flow, movement, clock);
    }

    /** The same with another memory of open uploads. */
    public TransferSetup remembering(UploadJournal other) {
        return new TransferSetup(
                source, destination, options, buffers, crew, other, persistence, flow, movement, clock);
    }

    public Party party(Side side) {
        return side == Side.SOURCE ? source : destination;
    }

    long largestBody() {
        return options.largestBody(buffers.largest());
    }

    /** Every read tells the crew, which learns from it how fast things go, and the flow, which may slow it down. */
    Flow reading() {
        return bytes -> {
            crew.moved(bytes);
            flow.passed(bytes);
        };
    }
}
