package io.replicationhub.testkit.fault;

import io.replicationhub.object.PublishedChecksum;
import java.util.List;

/** Where and how one request goes wrong. */
public sealed interface Fault {
    Fault NONE = new None();

    /** All goes well. */
    record None() implements Fault {}

    /** Strikes before the request has any effect. */
    record Before(Mishap mishap) implements Fault {}

    /** Strikes after the effect: where it throws, the request was done and its answer is lost. */
    record After(Mishap mishap) implements Fault {}

    /** Strikes when a reading has given so many bytes; where it throws, the body breaks there. */
    record InBody(long atByte, Mishap mishap) implements Fault {}

    /** The connection is lost after so many bytes of a body. */
    record BrokenBody(long atByte) implements Fault {}

    /** The body ends after so many bytes as if that were all: what no adapter may let pass, and no engine may believe. */
    record ShortBody(long atByte) implements Fault {}

    /** One bit of the body arrives other than it was sent. */
    record FlippedBit(long atByte) implements Fault {}

    /** A HEAD or GET is answered with these checksums instead of the object's own. */
    record OtherChecksums(List<PublishedChecksum> told) implements Fault {}
}
