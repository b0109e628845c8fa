package io.replicationhub.wire;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.AnswerHead;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the answers to a HEAD or a GET tell of an object: that they are of the version and of the range that were
 * asked for, whatever became of the conditions on the way. As thread-safe as what reads the headers.
 */
public final class ObjectAnswers {
    private final Headers headers;

    public ObjectAnswers(Headers headers) {
        this.headers = headers;
    }

    /** Reads an object's head as its store spells it. */
    public interface Headers {
        /** @param size of the whole object */
        ObjectHead read(AnswerHead answer, long size);
    }

    /**
     * The head, where the answer is of the whole object. One whose length is not said is refused by itself: some stores
     * and proxies unpack what was stored packed, and others are read as they are.
     */
    public ObjectHead whole(Asked asked, AnswerHead answer) throws StorageException {
        long length = answer.contentLength();
        if (length < 0) {
            throw new StorageException.Rejected(
                    asked.scope(),
                    asked + ": the answer does not say how long the object is; it may be unpacked on its way",
                    null);
        }
        return headers.read(answer, length);
    }

    private ObjectHead range(Asked asked, AnswerHead answer, ByteRange wanted) throws StorageException {
        return headers.read(answer, ContentRange.exactly(asked, answer, wanted).total());
    }

    /**
     * Opens the body of what a GET was answered with. The answer is given up where it is of something else.
     *
     * @throws IOException where the body cannot be had
     */
    public ObjectReading open(Asked asked, ReadRequest read, Answer answer) throws StorageException, IOException {
        boolean opened = false;
        try {
            checkPinned(asked, answer, read.ifMatch());
            Optional<ByteRange> wanted = read.range();
            ObjectHead head = wanted.isPresent() ? range(asked, answer, wanted.get()) : whole(asked, answer);
            long length =
                    wanted.isPresent() ? wanted.get().length() : head.stamp().size();
            ObjectReading reading = new MeasuredReading(asked, head, length, answer);
            opened = true;
            return reading;
        } finally {
            if (!opened) {
                answer.abandon();
            }
        }
    }

    public static ETag etag(AnswerHead answer) {
        String text = answer.header("etag");
        return text == null ? ETag.NONE : ETag.parse(text);
    }

    /** A store that does not know the condition answers with whatever it has. */
    public static void checkPinned(Asked asked, AnswerHead answer, Optional<ETag> pinned) throws StorageException {
        ETag etag = etag(answer);
        if (pinned.isPresent() && pinned.get().isPresent() && etag.isPresent() && !etag.equals(pinned.get())) {
            throw new StorageException.Changed(
                    asked + ": the object is now " + etag + ", not " + pinned.get() + " as planned", null);
        }
    }

    /** How many tags, or other things, a header tells of; 0 where it is not there or no number. */
    public static int count(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
