package io.replicationhub.testkit.fault;

import io.replicationhub.object.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives the bytes up to the fault's, then does what the fault says. */
final class FaultyBody extends FilterInputStream {
    private final Request request;
    private final Fault fault;
    private final long at;
    private long given;
    private boolean struck;

    FaultyBody(InputStream inner, Request request, Fault fault) {
        super(inner);
        this.request = request;
        this.fault = fault;
        this.at = switch (fault) {
            case Fault.InBody inBody -> inBody.atByte();
            case Fault.BrokenBody broken -> broken.atByte();
            case Fault.ShortBody cut -> cut.atByte();
            case Fault.FlippedBit flipped -> flipped.atByte();
            case Fault.None ignored -> Long.MAX_VALUE;
            case Fault.Before ignored -> Long.MAX_VALUE;
            case Fault.After ignored -> Long.MAX_VALUE;
            case Fault.OtherChecksums ignored -> Long.MAX_VALUE;
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!struck && given == at) {
            if (fault instanceof Fault.FlippedBit) {
                return readFlipped(buffer, offset);
            }
            strike();
        }
        if (struck && fault instanceof Fault.ShortBody) {
            return -1;
        }
        int most = struck ? length : (int) Math.min(length, at - given);
        int count = super.read(buffer, offset, most);
        given += Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    private int readFlipped(byte[] buffer, int offset) throws IOException {
        struck = true;
        int count = super.read(buffer, offset, 1);
        if (count == 1) {
            buffer[offset] = (byte) (buffer[offset] ^ 0x10);
            given++;
        }
        return count;
    }

    private void strike() throws IOException {
        struck = true;
        if (fault instanceof Fault.BrokenBody) {
            throw new IOException("injected: the connection broke after " + given + " bytes of " + request);
        }
        if (fault instanceof Fault.InBody inBody) {
            try {
                inBody.mishap().strike(request);
            } catch (StorageException e) {
                throw new IOException("injected after " + given + " bytes of " + request, e);
            }
        }
    }
}
