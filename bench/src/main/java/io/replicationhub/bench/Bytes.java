package io.replicationhub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer that is kept and reused by one connection. Not thread-safe. */
final class Bytes {
    private byte[] array = new byte[4 << 10];
    private int size;

    Bytes clear() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    /** The backing array; the first {@link #size()} bytes count. */
    byte[] array() {
        return array;
    }

    Bytes add(char latin1) {
        room(1);
        array[size++] = (byte) latin1;
        return this;
    }

    /** Adds text of which each character is one byte. */
    @SuppressWarnings("deprecation") // the only getBytes that copies the low bytes into an array that is there
    Bytes add(String latin1) {
        int length = latin1.length();
        room(length);
        latin1.getBytes(0, length, array, size);
        size += length;
        return this;
    }

    Bytes add(long number) {
        return add(Long.toString(number));
    }

    Bytes add(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, array, size, length);
        size += length;
        return this;
    }

    Bytes add(ByteBuffer from) {
        int length = from.remaining();
        int at = grow(length);
        from.get(array, at, length);
        return this;
    }

    /** Makes room for bytes that the caller writes into {@link #array()}, and returns where they begin. */
    int grow(int length) {
        room(length);
        int at = size;
        size += length;
        return at;
    }

    /** Adds text as the content of an XML element. */
    Bytes xml(String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            char c = latin1.charAt(i);
            switch (c) {
                case '&' -> add("&amp;");
                case '<' -> add("&lt;");
                case '>' -> add("&gt;");
                case '"' -> add("&quot;");
                default -> {
                    if (c < ' ') {
                        add("&#").add(c + 0L).add(';');
                    } else {
                        add(c);
                    }
                }
            }
        }
        return this;
    }

    /**
     * Adds a key as an answer repeats it. XML has no form for control characters and noncharacters, so there a question
     * mark stands for them.
     */
    Bytes echo(String latin1Key) {
        int from = size;
        xml(latin1Key.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?"));
        for (int i = from; i + 2 < size; i++) {
            if (array[i] == (byte) 0xef && array[i + 1] == (byte) 0xbf && (array[i + 2] & 0xfe) == 0xbe) {
                Arrays.fill(array, i, i + 3, (byte) '?');
            }
        }
        return this;
    }

    /** The bytes where they are. */
    ByteBuffer written() {
        return ByteBuffer.wrap(array, 0, size);
    }

    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    String text() {
        return new String(array, 0, size, StandardCharsets.ISO_8859_1);
    }

    private void room(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
