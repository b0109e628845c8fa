package io.replicationhub.localservers.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The first line and the headers of a message. Text is ISO 8859-1, so that every byte survives; the bytes themselves
 * are what is passed on.
 */
@SuppressWarnings("ArrayRecordComponent")
record MessageHead(byte[] wire, String firstLine, List<String> headers) {
    private static final int LONGEST = 256 * 1024;

    /** Reads up to the empty line; empty when the stream has ended before a first byte. */
    static Optional<MessageHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(1024);
        int last4 = 0;
        while (last4 != 0x0D0A0D0A) {
            int b = in.read();
            if (b < 0) {
                if (wire.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended within a message head");
            }
            if (wire.size() == LONGEST) {
                throw new IOException("a message head is longer than " + LONGEST + " bytes");
            }
            wire.write(b);
            last4 = last4 << 8 | b;
        }
        String text = wire.toString(StandardCharsets.ISO_8859_1);
        List<String> lines = text.substring(0, text.length() - 4).lines().toList();
        return Optional.of(new MessageHead(wire.toByteArray(), lines.get(0), lines.subList(1, lines.size())));
    }

    /** The first value of a header. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> isNamed(h, name))
                .map(h -> h.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Word {@code index} of the first line. */
    String word(int index) throws IOException {
        List<String> words = List.of(firstLine.split(" ", 3));
        if (words.size() <= index) {
            throw new IOException("not the first line of an HTTP message: " + firstLine);
        }
        return words.get(index);
    }

    int status() throws IOException {
        try {
            return Integer.parseInt(word(1));
        } catch (NumberFormatException e) {
            throw new IOException("not a status line: " + firstLine, e);
        }
    }

    static boolean isNamed(String header, String name) {
        return header.length() > name.length()
                && header.charAt(name.length()) == ':'
                && header.regionMatches(true, 0, name, 0, name.length());
    }
}
