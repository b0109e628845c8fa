package io.replicationhub.select;

import java.util.ArrayList;
import java.util.List;

/** Globs read plainly, by trying everything: the oracle for {@link Glob}. Takes only globs that are well formed. */
final class NaiveGlob {
    private NaiveGlob() {}

    static boolean matches(String glob, String key) {
        boolean anchored = glob.startsWith("/");
        String rest = anchored ? glob.substring(1) : glob;
        if (endsInPlainSlash(rest)) {
            rest += "**";
        }
        for (String plain : withoutBraces(rest)) {
            for (int start = 0; start <= key.length(); start++) {
                boolean mayStart = start == 0 || !anchored && key.charAt(start - 1) == '/';
                if (mayStart && match(plain, 0, key, start)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean endsInPlainSlash(String glob) {
        if (!glob.endsWith("/")) {
            return false;
        }
        int backslashes = 0;
        for (int i = glob.length() - 2; i >= 0 && glob.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 0;
    }

    private static List<String> withoutBraces(String glob) {
        int open = next(glob, 0, "{");
        if (open < 0) {
            return List.of(glob);
        }
        List<String> alternatives = new ArrayList<>();
        int depth = 1;
        int from = open + 1;
        int at = from;
        for (; depth > 0; at++) {
            at = next(glob, at, "{},");
            char c = glob.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0 || depth == 1 && c == ',') {
                alternatives.add(glob.substring(from, at));
                from = at + 1;
            }
        }
        List<String> all = new ArrayList<>();
        for (String alternative : alternatives) {
            all.addAll(withoutBraces(glob.substring(0, open) + alternative + glob.substring(at)));
        }
        return all;
    }

    /** The first of these characters that means itself: not escaped, not in a class. */
    private static int next(String glob, int from, String wanted) {
        for (int i = from; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = classEnd(glob, i);
            } else if (wanted.indexOf(c) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static int classEnd(String glob, int open) {
        int i = open + 1;
        if (glob.charAt(i) == '!' || glob.charAt(i) == '^') {
            i++;
        }
        boolean first = true;
        for (; first || glob.charAt(i) != ']'; i++) {
            first = false;
            if (glob.charAt(i) == '\\') {
                i++;
            }
        }
        return i;
    }

    private static boolean match(String glob, int g, String key, int k) {
        if (g == glob.length()) {
            return k == key.length();
        }
        char c = glob.charAt(g);
        if (c == '*') {
            boolean crosses = g + 1 < glob.length() && glob.charAt(g + 1) == '*';
            int after = crosses ? g + 2 : g + 1;
            for (int end = k; end <= key.length(); end++) {
                if (match(glob, after, key, end)) {
                    return true;
                }
                if (end < key.length() && key.charAt(end) == '/' && !crosses) {
                    return false;
                }
            }
            return false;
        }
        if (k == key.length()) {
            return false;
        }
        char there = key.charAt(k);
        return switch (c) {
            case '?' -> there != '/' && match(glob, g + 1, key, k + 1);
            case '[' -> inClass(glob, g, there) && match(glob, classEnd(glob, g) + 1, key, k + 1);
            case '\\' -> there == glob.charAt(g + 1) && match(glob, g + 2, key, k + 1);
            default -> there == c && match(glob, g + 1, key, k + 1);
        };
    }

    private static boolean inClass(String glob, int open, char there) {
        int end = classEnd(glob, open);
        int i = open + 1;
        boolean negated = glob.charAt(i) == '!' || glob.charAt(i) == '^';
        i += negated ? 1 : 0;
        boolean in = false;
        while (i < end) {
            i += glob.charAt(i) == '\\' ? 1 : 0;
            char from = glob.charAt(i++);
            char to = from;
            if (i + 1 < end && glob.charAt(i) == '-') {
                i++;
                i += glob.charAt(i) == '\\' ? 1 : 0;
                to = glob.charAt(i++);
            }
            in |= there >= from && there <= to;
        }
        return in != negated && there != '/';
    }
}
