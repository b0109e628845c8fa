package io.replicationhub.localservers.survey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One server under question, and what it was found not to do. */
final class Survey {
    static final byte[] NOTHING = new byte[0];
    static final String BUCKET = "survey";

    private final SignedClient client;
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> failed = new TreeMap<>();

    Survey(SignedClient client) {
        this.client = client;
    }

    SignedClient client() {
        return client;
    }

    /** How many questions were asked. */
    int asked() {
        return asked.size();
    }

    /** What it does not do as S3 does, each with what it did. */
    Map<String, String> failed() {
        return failed;
    }

    /** The supplier says "" when the server does as S3 does, and otherwise what it did. */
    void ask(String name, Supplier<String> question) {
        asked.add(name);
        String fault;
        try {
            fault = question.get();
        } catch (RuntimeException e) {
            fault = e.toString();
        }
        if (!fault.isEmpty()) {
            failed.put(name, fault.length() > 160 ? fault.substring(0, 160) : fault);
        }
    }

    SignedClient.Answer put(String key, byte[] body, Map<String, String> headers) {
        return client.send("PUT", path(key), Map.of(), headers, body);
    }

    SignedClient.Answer put(String key, String body) {
        return put(key, bytes(body), Map.of());
    }

    SignedClient.Answer get(String key, Map<String, String> headers) {
        return client.send("GET", path(key), Map.of(), headers, NOTHING);
    }

    SignedClient.Answer head(String key, Map<String, String> query, Map<String, String> headers) {
        return client.send("HEAD", path(key), query, headers, NOTHING);
    }

    SignedClient.Answer list(Map<String, String> query) {
        TreeMap<String, String> all = new TreeMap<>(query);
        all.put("list-type", "2");
        return client.send("GET", "/" + BUCKET, all, Map.of(), NOTHING);
    }

    SignedClient.Answer delete(String key) {
        return client.send("DELETE", path(key), Map.of(), Map.of(), NOTHING);
    }

    void createBucket() {
        client.send("PUT", "/" + BUCKET, Map.of(), Map.of(), NOTHING);
    }

    /** Everything goes, so that one chapter's keys are not in the next one's listings. */
    void empty() {
        for (String key : keys(list(Map.of("encoding-type", "url")))) {
            delete(key);
        }
    }

    /** Keys of a listing that was asked to escape them. */
    static List<String> keys(SignedClient.Answer listing) {
        return listing.elements("Key").stream()
                .map(k -> java.net.URLDecoder.decode(k, StandardCharsets.UTF_8))
                .toList();
    }

    static String path(String key) {
        return "/" + BUCKET + "/" + key;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String status(SignedClient.Answer answer, int wanted) {
        return answer.status() == wanted ? "" : wrong(answer);
    }

    static String error(SignedClient.Answer answer, int status, String code) {
        return answer.status() == status && answer.element("Code").equals(code) ? "" : wrong(answer);
    }

    static String same(Object wanted, Object found) {
        return wanted.equals(found) ? "" : "found " + found + " instead of " + wanted;
    }

    private static String wrong(SignedClient.Answer answer) {
        String code = answer.element("Code");
        return answer.status() + " "
                + (code.isEmpty() ? answer.text().lines().findFirst().orElse("") : code);
    }
}
