package io.replicationhub.plan;

/** A store gave keys out of order, or not from where it was asked to start. */
final class UnorderedListing extends Exception {
    private static final long serialVersionUID = 1L;
    private final Side side;

    UnorderedListing(Side side, String after, String key) {
        super("the " + side + " listed '" + key + "' after '" + after + "'");
        this.side = side;
    }

    Side side() {
        return side;
    }
}
