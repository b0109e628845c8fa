package io.replicationhub.localservers.provider;

/** What a service says instead of doing what it was asked. */
final class Refusal extends Exception {
    final int status;
    final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal noSuchKey() {
        return new Refusal(404, "NoSuchKey", "The specified key does not exist.");
    }

    static Refusal noSuchUpload() {
        return new Refusal(404, "NoSuchUpload", "The specified multipart upload does not exist.");
    }

    static Refusal changed() {
        return new Refusal(412, "PreconditionFailed", "Precondition Failed");
    }

    static Refusal argument(String message) {
        return new Refusal(400, "InvalidArgument", message);
    }

    static Refusal notImplemented() {
        return new Refusal(
                501, "NotImplemented", "A header or parameter implies functionality that is not implemented");
    }
}
