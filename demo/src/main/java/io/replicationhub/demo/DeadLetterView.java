package io.replicationhub.demo;

/** A dead letter as it lies in its queue: what failed, of which class, and why. */
record DeadLetterView(String key, String failureClass, String reason) {
    @Override
    public String toString() {
        return "key=" + key + "  class=" + failureClass + "  reason=" + reason;
    }
}
