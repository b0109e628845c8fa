package io.replicationhub.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the launcher, in a {@link House} that is there for one test. */
abstract class InHouse {
    @TempDir
    Path folder;

    House house;

    @BeforeEach
    void build() throws IOException {
        house = House.in(folder);
    }
}
