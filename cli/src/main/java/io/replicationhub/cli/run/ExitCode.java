package io.replicationhub.cli.run;

/** What a script learns from a run. The numbers are part of the contract. */
public enum ExitCode {
    /** Source and destination agree for all selected objects. */
    AGREE(0),
    /** Some objects failed or differ; they are listed with reasons. */
    DIFFER(1),
    /** The command line or the settings will not do; nothing was touched. */
    USAGE(2),
    /** The run could not be completed: credentials, a bucket, a listing, an outage. */
    INCOMPLETE(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
