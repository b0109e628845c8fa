package io.replicationhub.wire;

import io.replicationhub.object.BodyInput;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.wire.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An object's bytes as they come, counted: they are as many as was announced, or reading them fails. */
final class MeasuredReading implements ObjectReading {
    private final ObjectHead head;
    private final Answer answer;
    private final Body body;

    MeasuredReading(Asked asked, ObjectHead head, long length, Answer answer) throws IOException {
        this.head = head;
        this.answer = answer;
        this.body = new Body(asked, answer.body(), length);
    }

    @Override
    public ObjectHead head() {
        return head;
    }

    @Override
    public long length() {
        return body.length;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        if (body.left == 0) {
            answer.close();
        } else {
            answer.abandon();
        }
    }

    /** Gives as many bytes as were announced, or fails. */
    private static final class Body extends BodyInput {
        private final Asked asked;
        private final BodyInput in;
        private final long length;
        private long left;

        Body(Asked asked, InputStream in, long length) {
            this.asked = asked;
            this.in = BodyInput.of(in);
            this.length = length;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int b = in.read();
            account(b < 0 ? -1 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(count, left));
            account(read);
            return read;
        }

        @Override
        public boolean isDirect() {
            return in.isDirect();
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (left == 0) {
                return -1;
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + left));
            int read = in.read(into);
            into.limit(limit);
            account(read);
            return read;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }

        private void account(int read) throws IOException {
            if (read < 0) {
                throw new IOException(asked + ": the body ended after " + (length - left) + " of " + length + " bytes");
            }
            left -= read;
        }
    }
}
