package io.replicationhub.cli;

/** Which release this is; the build puts it into the jar's manifest. */
final class Version {
    static final String CURRENT = read();

    private Version() {}

    private static String read() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
