package io.replicationhub.select;

import java.util.ArrayDeque;
import java.util.Deque;

/** Turns the text of a {@link Glob} into a regular expression for the whole of what follows the prefix. */
final class GlobReader {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    GlobReader(String glob) {
        this.glob = glob;
    }

    String regex() {
        if (glob.isEmpty()) {
            throw fault(0, "it is empty");
        }
        if (glob.equals("/")) {
            throw fault(0, "a slash alone names no key");
        }
        if (glob.charAt(0) == '/') {
            at = 1;
        } else {
            regex.append("(?:.*/)?");
        }
        readUntilEnd();
        return regex.toString();
    }

    private void readUntilEnd() {
        Deque<Integer> open = new ArrayDeque<>();
        while (at < glob.length()) {
            int start = at;
            int c = take();
            switch (c) {
                case '*' -> stars(start);
                case '?' -> regex.append("[^/]");
                case '[' -> characterClass(start);
                case '\\' -> literal(escaped(start));
                case '{' -> {
                    open.push(start);
                    regex.append("(?:");
                }
                case '}' -> {
                    if (open.isEmpty()) {
                        throw fault(start, "} without {");
                    }
                    open.pop();
                    regex.append(')');
                }
                case ',' -> regex.append(open.isEmpty() ? "," : "|");
                case '/' -> regex.append(at == glob.length() ? "/.*" : "/");
                default -> literal(c);
            }
        }
        if (!open.isEmpty()) {
            throw fault(open.pop(), "{ without }");
        }
    }

    private void stars(int start) {
        int stars = 1;
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
            stars++;
        }
        switch (stars) {
            case 1 -> regex.append("[^/]*");
            case 2 -> regex.append(".*");
            default -> throw fault(start, "more than two *");
        }
    }

    private void characterClass(int start) {
        // A range may span the slash, so it is kept out before the class is looked at.
        regex.append("(?!/)[");
        if (at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^')) {
            at++;
            regex.append('^');
        }
        boolean first = true;
        while (true) {
            if (!first && at < glob.length() && glob.charAt(at) == ']') {
                at++;
                regex.append(']');
                return;
            }
            first = false;
            classItem(classCharacter(start), start);
        }
    }

    /** One character or one range, whose first character has been taken. */
    private void classItem(int from, int start) {
        boolean range = at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']';
        int to = from;
        if (range) {
            int dash = at;
            at++;
            to = classCharacter(start);
            if (to < from) {
                throw fault(dash, "the range runs backwards");
            }
        }
        regex.append(hex(from)).append('-').append(hex(to));
    }

    private int classCharacter(int start) {
        if (at >= glob.length()) {
            throw fault(start, "[ without ]");
        }
        int here = at;
        int c = take();
        return c == '\\' ? escaped(here) : c;
    }

    private int escaped(int start) {
        if (at >= glob.length()) {
            throw fault(start, "\\ with nothing after it");
        }
        return take();
    }

    private int take() {
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private void literal(int c) {
        regex.append(hex(c));
    }

    private static String hex(int c) {
        return "\\x{" + Integer.toHexString(c) + '}';
    }

    private BadGlobException fault(int position, String what) {
        return new BadGlobException(position, what);
    }
}
