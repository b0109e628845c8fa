package io.replicationhub.wire.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes XML elements of the plainest kind: names of letters and digits, no attributes, text of printable ASCII and XML's
 * five named entities. Of anything else it says that it is unusual, and never what it might mean. Places are indexes into
 * the window and good until more is read. Not thread-safe.
 */
final class ElementScanner {
    /** In place of an end: the element goes on beyond the window. */
    static final int CUT = -1;
    /** In place of an end: it has not the plain form, or no form at all. */
    static final int UNUSUAL = -2;

    private static final int DEEPEST = 4;
    private static final int LONGEST_TAG = 64;
    private static final String[] ENTITIES = {"quot;", "amp;", "lt;", "gt;", "apos;"};
    private static final char[] CHARACTERS = {'"', '&', '<', '>', '\''};
    private static final int LONGEST_ENTITY = 6;
    private static final boolean[] PLAIN = plain();

    private final ScanWindow window;
    private byte[] bytes;
    private int nameFrom;
    private int nameTo;
    private int textFrom;
    private int textTo;
    private boolean escaped;

    ElementScanner(InputStream in) {
        this.window = new ScanWindow(in);
        this.bytes = window.bytes();
    }

    /** Is done with everything before a place, and sees that so much is at hand behind it. Says where that is now. */
    int advance(int to, int ahead) throws IOException {
        window.mark(to);
        window.ensure(ahead);
        bytes = window.bytes();
        return window.mark();
    }

    /** Reads on; what is not done with stays, elsewhere. False where nothing more comes. */
    boolean more() throws IOException {
        boolean came = window.more();
        bytes = window.bytes();
        return came;
    }

    /** Where that begins which is not done with. */
    int mark() {
        return window.mark();
    }

    /** Whether that is the end of everything. */
    boolean isEnd(int at) {
        return window.isEnded() && at == window.limit();
    }

    boolean isLimit(int at) {
        return at == window.limit();
    }

    /** What is not done with, behind the bytes given. */
    InputStream rest(byte[] before) {
        return window.rest(before);
    }

    /** Passes an element and says where it ends. Afterwards its name and its text are known. */
    int element(int at) {
        return element(at, 1);
    }

    private int element(int at, int depth) {
        int from = at + 1;
        if (bytes[at] != '<' || bytes[from] == '/') {
            // An end tag that is not all there yet may be one that the caller waits for.
            return window.limit() - at < LONGEST_TAG && !window.isEnded() ? CUT : UNUSUAL;
        }
        int to = from;
        while (isNameByte(bytes[to])) {
            to++;
        }
        if (to >= window.limit() || bytes[to] == '/' && to + 1 >= window.limit()) {
            return CUT;
        }
        if (!isLetter(bytes[from])) {
            return UNUSUAL;
        }
        if (bytes[to] == '/' && bytes[to + 1] == '>') {
            return passed(from, to, to, to, to + 2);
        }
        return bytes[to] == '>' ? content(from, to, depth) : UNUSUAL;
    }

    /** What stands behind the start tag. */
    private int content(int from, int to, int depth) {
        boolean entities = false;
        int end = to + 1;
        while (PLAIN[bytes[end] & 0xFF] || bytes[end] == '&') {
            if (bytes[end] == '&') {
                entities = true;
                end = entity(end);
                if (end < 0) {
                    return end;
                }
            } else {
                end++;
            }
        }
        if (end + 1 >= window.limit()) {
            return CUT;
        }
        if (bytes[end] == '<' && bytes[end + 1] == '/') {
            int after = closing(from, to, end);
            escaped = entities;
            return after < 0 ? after : passed(from, to, to + 1, end, after);
        }
        int space = spaces(to + 1);
        if (space >= window.limit()) {
            return CUT;
        }
        return bytes[space] == '<' && depth < DEEPEST ? nested(from, to, space, depth) : UNUSUAL;
    }

    private int nested(int from, int to, int first, int depth) {
        int at = first;
        while (bytes[at] == '<' && bytes[at + 1] != '/') {
            at = element(at, depth + 1);
            if (at < 0) {
                return at;
            }
            at = spaces(at);
        }
        if (bytes[at] != '<') {
            return at >= window.limit() ? CUT : UNUSUAL;
        }
        int after = closing(from, to, at);
        return after < 0 ? after : passed(from, to, to, UNUSUAL, after);
    }

    private int passed(int from, int to, int textBegin, int textEnd, int after) {
        nameFrom = from;
        nameTo = to;
        textFrom = textBegin;
        textTo = textEnd;
        return after;
    }

    /** The place behind the end tag of that name. */
    private int closing(int from, int to, int at) {
        int end = at + 2 + to - from;
        if (end >= window.limit()) {
            return CUT;
        }
        boolean same = bytes[end] == '>' && Arrays.equals(bytes, from, to, bytes, at + 2, end);
        return same ? end + 1 : UNUSUAL;
    }

    /** The place behind one of XML's five. */
    private int entity(int at) {
        if (at + LONGEST_ENTITY > window.limit()) {
            return CUT;
        }
        int known = entityAt(at);
        return known < 0 ? UNUSUAL : at + 1 + ENTITIES[known].length();
    }

    private int entityAt(int at) {
        for (int i = 0; i < ENTITIES.length; i++) {
            if (spells(ENTITIES[i], at + 1)) {
                return i;
            }
        }
        return UNUSUAL;
    }

    /** Whether the element has elements in it, or white space only, and so no text to speak of. */
    boolean isNested() {
        return textTo < 0;
    }

    int nameLength() {
        return nameTo - nameFrom;
    }

    boolean named(String name) {
        return nameTo - nameFrom == name.length() && spells(name, nameFrom);
    }

    private boolean spells(String name, int at) {
        for (int i = 0; i < name.length(); i++) {
            // The zero behind the window is in no name.
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int textLength() {
        return textTo - textFrom;
    }

    /** The text as it stands there. */
    byte[] raw() {
        return Arrays.copyOfRange(bytes, textFrom, textTo);
    }

    boolean rawIs(byte[] expected) {
        return expected.length == textTo - textFrom
                && Arrays.equals(bytes, textFrom, textTo, expected, 0, expected.length);
    }

    /** The text. */
    String text() {
        if (!escaped) {
            return text(0);
        }
        StringBuilder text = new StringBuilder(textTo - textFrom);
        for (int at = textFrom; at < textTo; at++) {
            int entity = bytes[at] == '&' ? entityAt(at) : UNUSUAL;
            text.append(entity < 0 ? (char) bytes[at] : CHARACTERS[entity]);
            at += entity < 0 ? 0 : ENTITIES[entity].length();
        }
        return text.toString();
    }

    /** The text as it stands there, without so many bytes on either side. */
    String text(int without) {
        return new String(bytes, textFrom + without, textTo - textFrom - 2 * without, StandardCharsets.ISO_8859_1);
    }

    /** Whether this stands at both ends of the text, and nothing is escaped in between. */
    boolean isWrappedIn(byte[] mark) {
        int from = textFrom + mark.length;
        int to = textTo - mark.length;
        if (from >= to || !matches(mark, textFrom) || !matches(mark, to)) {
            return false;
        }
        while (from < to && bytes[from] != '&') {
            from++;
        }
        return from == to;
    }

    /** The number that the text is; -1 where it is anything but some digits. */
    long number(int mostDigits) {
        if (textTo == textFrom || textTo - textFrom > mostDigits) {
            return -1;
        }
        long number = 0;
        for (int i = textFrom; i < textTo; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    boolean matches(byte[] expected, int at) {
        return window.limit() - at >= expected.length
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    /** The place behind white space, if any stands there. */
    int spaces(int from) {
        int at = from;
        while (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t') {
            at++;
        }
        return at;
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    private static boolean isNameByte(byte b) {
        return isLetter(b) || b >= '0' && b <= '9';
    }

    /** What may stand in text and means itself. {@code ]} is left out for the sake of {@code ]]>}. */
    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        Arrays.fill(plain, ' ', 127, true);
        plain['<'] = false;
        plain['&'] = false;
        plain[']'] = false;
        return plain;
    }
}
