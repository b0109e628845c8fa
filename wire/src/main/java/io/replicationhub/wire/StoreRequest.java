package io.replicationhub.wire;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.Payload;
import io.replicationhub.wire.http.ChunkedPayload;
import io.replicationhub.wire.http.WireLimits;
import io.replicationhub.wire.sign.AwsSigner;
import io.replicationhub.wire.text.Checksums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, before it is addressed and signed. It can be made again: nothing of it is used up. Not thread-safe. */
public final class StoreRequest {
    private final String method;
    private final Asked asked;
    private final String query;
    private final @Nullable Payload payload;
    private Duration silence = Duration.ZERO;
    /** Names and values in turn. */
    private final List<String> headers = new ArrayList<>(20);

    private StoreRequest(String method, Asked asked, String query, @Nullable Payload payload) {
        this.method = method;
        this.asked = asked;
        this.query = query;
        this.payload = payload;
    }

    /** The query is encoded and sorted by name. */
    public static StoreRequest of(String method, Asked asked, String query) {
        return new StoreRequest(method, asked, query, null);
    }

    public static StoreRequest with(Payload payload, String method, Asked asked, String query) {
        return new StoreRequest(method, asked, query, payload);
    }

    /** One whose body says its checksum after its bytes. */
    public static StoreRequest inChunks(Payload payload, String method, Asked asked, String query) {
        ChunkedPayload chunks = new ChunkedPayload(payload);
        return new StoreRequest(method, asked, query, chunks)
                .header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", Long.toString(chunks.decodedLength()))
                .header("x-amz-trailer", Checksums.HEADER);
    }

    /** What stands for the hash of the body; no body is hashed. */
    public String payloadHash() {
        return payload instanceof ChunkedPayload ? ChunkedPayload.HASH : AwsSigner.UNSIGNED_PAYLOAD;
    }

    /** Says that the store has to copy or to join bytes before it can answer. */
    public StoreRequest takingWork() {
        silence = WireLimits.WORK_TIMEOUT;
        return this;
    }

    /** How long the answer may be silent, where that is longer than usual. */
    Duration silence() {
        return silence;
    }

    /** Adds a header; its name in lower case. */
    public StoreRequest header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    public String method() {
        return method;
    }

    public Asked asked() {
        return asked;
    }

    @Nullable
    public ObjectKey key() {
        return asked.key();
    }

    public String query() {
        return query;
    }

    @Nullable
    public Payload payload() {
        return payload;
    }

    public int headerCount() {
        return headers.size() / 2;
    }

    public String headerName(int index) {
        return headers.get(2 * index);
    }

    public String headerValue(int index) {
        return headers.get(2 * index + 1);
    }
}
