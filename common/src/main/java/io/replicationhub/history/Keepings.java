package io.replicationhub.history;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.plan.Side;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether two stores keep versions, so that histories can be carried from one to the other. */
public final class Keepings {
    private Keepings() {}

    /**
     * Why a side cannot do this.
     *
     * @param reason one sentence
     */
    public record Unfit(Side side, String reason) {}

    /**
     * Asks both.
     *
     * @param all how the setting is called that asks for histories
     */
    public static List<Unfit> unfit(
            Party source, Party destination, Persistence persistence, RunControl run, String all)
            throws SideFailure, WorkStopped {
        List<Unfit> unfit = new ArrayList<>();
        for (Party party : List.of(source, destination)) {
            silent(party.store(), all).ifPresent(reason -> unfit.add(new Unfit(party.side(), reason)));
        }
        if (!unfit.isEmpty()) {
            return unfit;
        }
        Keeping from = keeping(source, persistence, run);
        Keeping to = keeping(destination, persistence, run);
        if (from == Keeping.NEVER) {
            unfit.add(new Unfit(
                    Side.SOURCE,
                    "the source keeps no versions: " + source.store().description() + " was never versioned; leave out "
                            + all));
        }
        if (to != Keeping.ENABLED) {
            unfit.add(new Unfit(
                    Side.DESTINATION,
                    "the destination keeps no versions: versioning of "
                            + destination.store().description()
                            + (to == Keeping.SUSPENDED ? " is suspended" : " was never enabled")
                            + ", and each version would replace the one before"));
        }
        return unfit;
    }

    /** Why a store's versions cannot be listed, where they cannot; without asking it. */
    public static Optional<String> silent(ObjectStore store, String all) {
        return store.versions().isPresent()
                ? Optional.empty()
                : Optional.of(all + " cannot be done: the versions of " + store.description()
                        + " cannot be listed here in their order. That takes the S3 protocol without a proxy; the AWS"
                        + " SDK and OSS's own protocol do not do it");
    }

    private static Keeping keeping(Party party, Persistence persistence, RunControl run)
            throws SideFailure, WorkStopped {
        return persistence.insist(
                run, () -> party.ask(store -> store.versions().orElseThrow().keeping()));
    }
}
