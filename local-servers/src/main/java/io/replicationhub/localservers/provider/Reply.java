package io.replicationhub.localservers.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One answer. Not thread-safe. */
public final class Reply {
    final int status;
    final List<String> headers = new ArrayList<>();
    private byte[] body = new byte[0];
    private int from;
    private int length;

    private Reply(int status) {
        this.status = status;
    }

    public static Reply of(int status) {
        return new Reply(status);
    }

    public static Reply document(int status, String text) {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
        return of(status).header("Content-Type", "application/xml").body(bytes, 0, bytes.length);
    }

    public Reply header(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    public Reply body(byte[] bytes, int offset, int count) {
        body = bytes;
        from = offset;
        length = count;
        return this;
    }

    byte[] body() {
        return body;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }
}
