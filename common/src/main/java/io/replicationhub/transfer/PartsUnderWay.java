package io.replicationhub.transfer;

import io.replicationhub.crew.Crew;
import io.replicationhub.crew.Work;
import io.replicationhub.object.UploadedPart;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one upload that are still to be moved, by whoever comes. After the first failure, or when the run stops,
 * no part is begun any more.
 */
final class PartsUnderWay implements Work {
    private final int[] numbers;
    private final @Nullable UploadedPart[] moved;
    private final PartMover mover;
    private final RunControl run;
    private int next;
    private int active;
    private @Nullable Throwable failure;

    /** Moves one part, for all that it takes. */
    interface PartMover {
        UploadedPart move(int number) throws SideFailure, WorkStopped;
    }

    PartsUnderWay(int[] numbers, PartMover mover, RunControl run) {
        this.numbers = numbers;
        this.moved = new UploadedPart[numbers.length];
        this.mover = mover;
        this.run = run;
    }

    /** Moves all parts on this thread, and on others that come to help; gives them in the order of their numbers. */
    List<UploadedPart> moveAll(Crew crew) throws SideFailure, WorkStopped {
        try {
            crew.invite(this);
            for (int piece = claim(); piece != NOTHING; piece = claim()) {
                run(piece);
            }
        } finally {
            crew.dismiss(this);
            awaitOthers();
        }
        return result();
    }

    @Override
    public int pieces() {
        return numbers.length;
    }

    @Override
    public synchronized int claim() {
        if (failure != null || next == numbers.length || run.isStopping()) {
            next = numbers.length;
            return NOTHING;
        }
        active++;
        return next++;
    }

    @Override
    public void run(int piece) {
        try {
            UploadedPart part = mover.move(numbers[piece]);
            ended(piece, part, null);
        } catch (SideFailure | WorkStopped | RuntimeException | Error e) {
            ended(piece, null, e);
        }
    }

    private synchronized void ended(int piece, @Nullable UploadedPart part, @Nullable Throwable thrown) {
        moved[piece] = part;
        if (failure == null) {
            failure = thrown;
        } else if (thrown != null && thrown != failure) {
            failure.addSuppressed(thrown);
        }
        active--;
        if (active == 0) {
            notifyAll();
        }
    }

    private synchronized void awaitOthers() {
        boolean interrupted = false;
        while (active > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<UploadedPart> result() throws SideFailure, WorkStopped {
        if (failure != null) {
            raise(failure);
        }
        for (UploadedPart part : moved) {
            if (part == null) {
                throw new WorkStopped();
            }
        }
        return Arrays.stream(moved).map(Objects::requireNonNull).toList();
    }

    private static void raise(Throwable failure) throws SideFailure, WorkStopped {
        switch (failure) {
            case SideFailure e -> throw e;
            case WorkStopped e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
