package io.replicationhub.localservers.faults;

import java.util.function.Predicate;

/** Ways to choose requests by what they are. */
public final class Requests {
    private Requests() {}

    public static Predicate<RequestHead> all() {
        return head -> true;
    }

    public static Predicate<RequestHead> method(String method) {
        return head -> head.method().equals(method);
    }

    /** The request target (path and query, escaped as sent) contains this. */
    public static Predicate<RequestHead> targeting(String part) {
        return head -> head.target().contains(part);
    }

    /** Reads of bodies: GET of a path with a key, neither a listing nor another sub-resource. */
    public static Predicate<RequestHead> readingAnObject() {
        return method("GET").and(Requests::namesAnObject).and(head -> !head.hasQuery("uploadId"));
    }

    /** PUT of a whole object, not of a part; server-side copies included. */
    public static Predicate<RequestHead> writingAnObject() {
        return method("PUT").and(Requests::namesAnObject).and(head -> !head.hasQuery("partNumber"));
    }

    /** Parts of objects; not the part of one byte by which a store is tried. */
    public static Predicate<RequestHead> uploadingAPart() {
        return method("PUT").and(head -> head.hasQuery("partNumber")).and(head -> !isTrial(head));
    }

    /** The part of one byte, with its checksum after it, by which it is found out whether a store takes such parts. */
    public static Predicate<RequestHead> tryingAPart() {
        return method("PUT").and(head -> head.hasQuery("partNumber")).and(Requests::isTrial);
    }

    private static boolean isTrial(RequestHead head) {
        return head.header("x-amz-decoded-content-length").filter("1"::equals).isPresent();
    }

    public static Predicate<RequestHead> creatingAnUpload() {
        return method("POST").and(head -> head.hasQuery("uploads"));
    }

    public static Predicate<RequestHead> completingAnUpload() {
        return method("POST").and(head -> head.hasQuery("uploadId"));
    }

    public static Predicate<RequestHead> abortingAnUpload() {
        return method("DELETE").and(head -> head.hasQuery("uploadId"));
    }

    public static Predicate<RequestHead> listingParts() {
        return method("GET").and(head -> head.hasQuery("uploadId"));
    }

    /** A page of objects. */
    public static Predicate<RequestHead> listing() {
        return method("GET").and(head -> !namesAnObject(head)).and(head -> !head.hasQuery("uploads"));
    }

    private static boolean namesAnObject(RequestHead head) {
        int slash = head.path().indexOf('/', 1);
        return slash > 0 && slash < head.path().length() - 1;
    }
}
