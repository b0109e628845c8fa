package io.replicationhub.cli.operate;

/** What a script learns. The numbers are part of the contract. */
enum OperateExit {
    FINE(0),
    /** Something needs a person's attention; it was told. */
    ATTENTION(1),
    USAGE(2),
    /** Something could not be asked, or is not there. */
    UNREACHABLE(3);

    private final int number;

    OperateExit(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
