package io.replicationhub.transfer;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import io.replicationhub.transfer.Carried.Made;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import org.jspecify.annotations.Nullable;

/**
 * Writes with all that is to go along, and decides what becomes of it where the destination refuses some of that: it is
 * written with less, or fails.
 */
final class CarriedWrites {
    private final Party destination;
    private final Fidelity fidelity;

    CarriedWrites(TransferSetup setup) {
        this.destination = setup.destination();
        this.fidelity = setup.options().fidelity();
    }

    /** Makes a request that writes; again with less where the destination refuses something and that may be. */
    <T> Made<T> write(Carried whole, Writing<T> writing) throws SideFailure {
        try {
            return new Made<>(writing.with(whole), whole.lost());
        } catch (SideFailure e) {
            ObjectTrait refused = refused(e.failure(), whole);
            if (refused == null) {
                throw e;
            }
            if (fidelity.onLoss() == OnLoss.FAIL) {
                throw forAll(refused, e);
            }
            try {
                return write(whole.without(refused, String.valueOf(e.getMessage())), writing);
            } catch (SideFailure again) {
                e.addSuppressed(again);
                throw again.failure().isTransient() ? again : e;
            }
        }
    }

    /** The same for a request that can be made only once. */
    <T> T writeOnce(Carried whole, Writing<T> writing) throws SideFailure {
        try {
            return writing.with(whole);
        } catch (SideFailure e) {
            ObjectTrait refused = refused(e.failure(), whole);
            throw refused != null && fidelity.onLoss() == OnLoss.FAIL ? forAll(refused, e) : e;
        }
    }

    /** Whether what failed may succeed with less going along. */
    boolean mayLeaveOut(SideFailure e) {
        StorageException failure = e.failure();
        return fidelity.onLoss() == OnLoss.WARN
                && e.side() == Side.DESTINATION
                && failure.scope() == FailureScope.OBJECT
                && (failure instanceof StorageException.Rejected || failure instanceof StorageException.Denied);
    }

    /** A request that writes an object or begins an upload. */
    interface Writing<T> {
        T with(Carried carried) throws SideFailure;
    }

    /** What the destination would not have; where it does not say, it may be what not all stores know. */
    private @Nullable ObjectTrait refused(StorageException failure, Carried carried) {
        if (failure.scope() != FailureScope.OBJECT) {
            return null;
        }
        @Nullable ObjectTrait suspect = suspect(carried);
        return switch (failure) {
            case StorageException.Rejected rejected ->
                rejected.trait().isEmpty()
                        ? suspect
                        : rejected.trait().filter(carried::has).orElse(null);
            case StorageException.Denied denied -> suspect;
            default -> null;
        };
    }

    private @Nullable ObjectTrait suspect(Carried carried) {
        if (fidelity.tags() == TagsChoice.CARRY && carried.has(ObjectTrait.TAGS)) {
            return ObjectTrait.TAGS;
        }
        return carried.has(ObjectTrait.WEBSITE_REDIRECT) ? ObjectTrait.WEBSITE_REDIRECT : null;
    }

    /** A class that was chosen for all objects and is refused for one would be refused for every other. */
    private SideFailure forAll(ObjectTrait refused, SideFailure e) {
        boolean chosen = refused == ObjectTrait.STORAGE_CLASS
                && fidelity.storageClass() instanceof StorageClassRule.Given
                && e.failure() instanceof StorageException.Rejected;
        return chosen
                ? destination.failure(new StorageException.Rejected(
                        FailureScope.BUCKET, refused, String.valueOf(e.getMessage()), e.failure()))
                : e;
    }
}
