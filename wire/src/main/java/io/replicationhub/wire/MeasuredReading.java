package io.replicationhub.wire;

import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.wire.http.Answer;
import java.io.IOException;
import java.io.InputStream;

/** An object's bytes as they come, counted: they are as many as was announced, or reading them fails. */
public final class MeasuredReading implements ObjectReading {
    private final ObjectHead head;
    private final Body body;
    private final Ending ending;

    public MeasuredReading(Asked asked, ObjectHead head, long length, InputStream in, Ending ending) {
        this.head = head;
        this.body = new Body(asked, in, length);
        this.ending = ending;
    }

    /** Reads the body of an answer. */
    public static MeasuredReading of(Asked asked, ObjectHead head, long length, Answer answer) throws IOException {
        return new MeasuredReading(asked, head, length, answer.body(), new Ending() {
            @Override
            public void atEnd() {
                answer.close();
            }

            @Override
            public void before() {
                answer.abandon();
            }
        });
    }

    /** What becomes of the connection. */
    public interface Ending {
        /** Every byte was read. */
        void atEnd();

        /** The rest is given up. */
        void before();
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
            ending.atEnd();
        } else {
            ending.before();
        }
    }

    /** Gives as many bytes as were announced, or fails. */
    private static final class Body extends InputStream {
        private final Asked asked;
        private final InputStream in;
        private final long length;
        private long left;

        Body(Asked asked, InputStream in, long length) {
            this.asked = asked;
            this.in = in;
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
