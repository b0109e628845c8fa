package io.replicationhub.operate.aws;

import io.replicationhub.aws.call.Refusal;
import io.replicationhub.operate.Unreachable;

/** What a service said no to, as a sentence that names the action that may be missing. */
final class Refused {
    private Refused() {}

    interface Question<T> {
        T ask() throws Refusal, InterruptedException;
    }

    /** @param action as a policy names it */
    static <T> T orElse(String action, Question<T> question) throws Unreachable {
        try {
            return question.ask();
        } catch (Refusal e) {
            throw because(e, action);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted", e);
        }
    }

    private static Unreachable because(Refusal e, String action) {
        if (e.isMissing()) {
            return Unreachable.missing(e.sentence(), e);
        }
        if (!e.isDenied()) {
            return new Unreachable(e.sentence(), e);
        }
        return Unreachable.denied(
                e.sentence().contains("perform: ") ? e.sentence() : e.sentence() + " (it takes " + action + ")",
                action,
                e);
    }
}
