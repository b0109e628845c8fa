package io.replicationhub.cli.doctor;

/** Has the leftovers removed where the process is ended, by Ctrl-C or TERM, before they were. */
final class AtTheEnd implements AutoCloseable {
    private final Thread hook;

    private AtTheEnd(Leftovers leftovers) {
        this.hook = new Thread(leftovers::close, "clean-up");
    }

    static AtTheEnd of(Leftovers leftovers) {
        AtTheEnd end = new AtTheEnd(leftovers);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is under way.
        }
    }
}
