package io.replicationhub.cli.show;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Takes out of a report what a comparison said that begins anew, in the file itself and a line at a time. What became of
 * objects stays: it happened.
 */
final class Retraction {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> COMPARED = Set.of("same", "skipped");

    private Retraction() {}

    /** Takes back every line. */
    static void ofAll(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("nothing can be taken back from it, and a listing without order is told twice");
        }
        try (RandomAccessFile all = new RandomAccessFile(file.toFile(), "rw")) {
            all.setLength(0);
        }
    }

    /** Nobody else writes to the file meanwhile. */
    static void ofCompared(Path file) throws IOException {
        // By streams: an interrupt would close a channel. What is written is never ahead of what was read.
        try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new FileInputStream(file.toFile()), StandardCharsets.UTF_8))) {
            OutputStream kept = new BufferedOutputStream(new FileOutputStream(writing.getFD()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!isOfComparison(line)) {
                    kept.write((line + '\n').getBytes(StandardCharsets.UTF_8));
                }
            }
            kept.flush();
            writing.setLength(writing.getFilePointer());
        }
    }

    /** A listing tells how large an object is that it has skipped; an object that was tried and skipped has no size. */
    private static boolean isOfComparison(String line) throws IOException {
        boolean compared = false;
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("outcome")) {
                    compared = COMPARED.contains(json.getText());
                } else if (name.equals("bytes") && compared) {
                    return true;
                }
                json.skipChildren();
            }
        } catch (JsonProcessingException e) {
            // Somebody else's.
            return false;
        }
        return false;
    }
}
