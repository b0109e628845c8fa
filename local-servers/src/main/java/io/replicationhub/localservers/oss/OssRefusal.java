package io.replicationhub.localservers.oss;

/**
 * That OSS refuses a request. Source of codes and texts: OSS documentation, "HTTP 400 errors", "HTTP 403 errors", "HTTP 404
 * errors", "HTTP 409 errors"; of the form: "Error responses". Where no EC could be found it is left out.
 */
final class OssRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final String detail;
    private final String more;

    private OssRefusal(int status, String code, String message, String detail, String more) {
        super(message);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.more = more;
    }

    static OssRefusal of(int status, String code, String message) {
        return new OssRefusal(status, code, message, "", "");
    }

    /** @param detail the element {@code EC} */
    static OssRefusal of(int status, String code, String message, String detail) {
        return new OssRefusal(status, code, message, detail, "");
    }

    /** The same with another element. */
    OssRefusal with(String element, String text) {
        return new OssRefusal(status, code, String.valueOf(getMessage()), detail, more + OssXml.element(element, text));
    }

    static OssRefusal noSuchBucket(String bucket) {
        return of(404, "NoSuchBucket", "The specified bucket does not exist.", "0015-00000101")
                .with("BucketName", bucket);
    }

    static OssRefusal noSuchKey(String key) {
        return of(404, "NoSuchKey", "The specified key does not exist.", "0026-00000001")
                .with("Key", key);
    }

    static OssRefusal noSuchUpload(String id) {
        return of(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed.")
                .with("UploadId", id);
    }

    static OssRefusal precondition(String header) {
        return of(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.")
                .with("Condition", header);
    }

    static OssRefusal argument(String message, String detail) {
        return of(400, "InvalidArgument", message, detail);
    }

    static OssRefusal method() {
        return of(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    int status() {
        return status;
    }

    String detail() {
        return detail;
    }

    String document(String requestId, String host) {
        return OssXml.HEAD + "<Error>" + OssXml.element("Code", code)
                + OssXml.element("Message", String.valueOf(getMessage()))
                + OssXml.element("RequestId", requestId)
                + OssXml.element("HostId", host)
                + more
                + (detail.isEmpty() ? "" : OssXml.element("EC", detail))
                + "</Error>";
    }
}
