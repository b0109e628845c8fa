package io.replicationhub.cli.run;

import io.replicationhub.transfer.Halt;

/** Why a run could not be completed, in words. */
final class Trouble {
    static final String INTERRUPTED = "it was interrupted";

    private Trouble() {}

    static String of(Halt halt) {
        return switch (halt) {
            case Halt.SideFailed side -> "the " + side.side() + " cannot be worked with: " + side.reason();
            case Halt.TooManyFailures failures -> failures.reason();
            case Halt.Unheard unheard -> unheard.reason();
        };
    }
}
