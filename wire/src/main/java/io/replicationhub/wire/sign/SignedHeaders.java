package io.replicationhub.wire.sign;

import java.util.Arrays;

/** The headers that a signature covers, in the order of their names. Filled anew for each request; not thread-safe. */
public final class SignedHeaders {
    private static final int USUAL = 16;
    private String[] names = new String[USUAL];
    private String[] values = new String[USUAL];
    private int size;

    /** Adds a header under its name in lower case. A name is added once: fold several values into one before. */
    public void add(String name, String value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        int at = size++;
        while (at > 0 && names[at - 1].compareTo(name) > 0) {
            names[at] = names[at - 1];
            values[at] = values[at - 1];
            at--;
        }
        names[at] = name;
        values[at] = value;
    }

    /** {@code host;x-amz-date} */
    public void appendNames(StringBuilder out) {
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.append(';');
            }
            out.append(names[i]);
        }
    }

    /** One line a header: the value without outer white space, and with inner runs of spaces as one. */
    public void appendLines(StringBuilder out) {
        for (int i = 0; i < size; i++) {
            out.append(names[i]).append(':');
            appendFolded(out, values[i]);
            out.append('\n');
        }
    }

    /** One line a header: the value without outer white space. */
    public void appendUnfoldedLines(StringBuilder out) {
        for (int i = 0; i < size; i++) {
            out.append(names[i]).append(':').append(trimmed(values[i])).append('\n');
        }
    }

    /** Without the white space that HTTP knows: {@link String#strip} takes away what is sent, and so is signed, as text. */
    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isSpace(value.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static void appendFolded(StringBuilder out, String value) {
        if (value.indexOf(' ') < 0 && value.indexOf('\t') < 0) {
            out.append(value);
            return;
        }
        int start = out.length();
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isSpace(c)) {
                gap = out.length() > start;
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
    }
}
