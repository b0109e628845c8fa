package io.replicationhub.localservers.faults;

import java.util.concurrent.atomic.AtomicLong;

/** A rule at work, and what it has done so far. Thread-safe; its counts stay readable after it was disarmed. */
public final class ArmedRule {
    private final Rule rule;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong acted = new AtomicLong();

    ArmedRule(Rule rule) {
        this.rule = rule;
    }

    /** How many requests were of the rule's kind since it was armed, whether or not it was their turn. */
    public long matched() {
        return matched.get();
    }

    /** How many faults were really done; a place that was never reached is not counted. */
    public long acted() {
        return acted.get();
    }

    Rule rule() {
        return rule;
    }

    boolean takes(RequestHead head) {
        return rule.requests().test(head) && rule.turn().comes(matched.incrementAndGet());
    }

    void didAct() {
        acted.incrementAndGet();
    }
}
