package io.replicationhub.localservers.faults;

import java.util.List;
import java.util.Optional;

/**
 * What a rule sees of a request.
 *
 * @param method as sent
 * @param target path and query as sent, still escaped
 * @param headers as {@code Name: value}
 */
public record RequestHead(String method, String target, List<String> headers) {
    /** The target without its query. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Whether the query has this name, with or without a value. */
    public boolean hasQuery(String name) {
        int question = target.indexOf('?');
        if (question < 0) {
            return false;
        }
        for (String pair : target.substring(question + 1).split("&", -1)) {
            if (pair.equals(name) || pair.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> MessageHead.isNamed(h, name))
                .map(h -> h.substring(name.length() + 1).strip())
                .findFirst();
    }
}
