package io.replicationhub.jobworker;

import io.replicationhub.config.ByteSize;
import io.replicationhub.wire.http.CryptoProvider;

/** What this process runs on, in one line, since the wrong answer costs a factor of 19 on bulk over TLS. */
final class Machine {
    private Machine() {}

    static String describe(ByteSize memory) {
        return "JobWorker on Java " + Runtime.version().feature() + " " + System.getProperty("os.arch")
                + ": AES-GCM by "
                + CryptoProvider.name() + ", compiled by " + compilers() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, heap of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB, " + (memory.bytes() >> 20)
                + " MiB of it for bodies";
    }

    /**
     * HotSpot calls itself "emulated-client" where it stops at its first compiler. The management beans would tell the
     * level, and cost a cold start a tenth of a second to load.
     */
    private static String compilers() {
        String mode = System.getProperty("java.vm.info", "");
        return mode.contains("interpreted")
                ? "no compiler"
                : mode.contains("emulated-client") ? "C1 alone" : "C1 and C2";
    }
}
