package io.replicationhub.aws.call;

/**
 * What a service answered.
 *
 * @param errorType AWS's name of the error where a header has it; else empty
 * @param text the body; it may hold secrets
 */
record Reply(int status, String errorType, String text) {
    /** Where the protocols of method and path have the error's name (Smithy specification, "AWS restJson1 protocol"). */
    static final String ERROR_TYPE = "x-amzn-errortype";

    static final int BYTES_MOST = 4 << 20;

    boolean isGood() {
        return status / 100 == 2;
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Reply[" + status + ' ' + errorType + ']';
    }
}
