package io.replicationhub.profile;

/** How keys are asked to be spelt in listings. */
public enum KeySpelling {
    /** {@code encoding-type=url}: any key can be told, whatever its characters. */
    URL,
    /** As they are: the service knows no encoding. Keys with characters that XML 1.0 cannot hold cannot be listed. */
    PLAIN
}
