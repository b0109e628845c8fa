package io.replicationhub.object;

/** How a published checksum is computed. The cheapest to compute stand first. */
public enum ChecksumKind {
    /** Castagnoli, as in RFC 3720. */
    CRC32C(4),
    /** As in IEEE 802.3 and zip. */
    CRC32(4),
    /** Of S3 (S3 User Guide, "Checking object integrity"); the polynomial of the NVM Express specification. */
    CRC64NVME(8),
    /** Of OSS and COS; the polynomial of ECMA-182. */
    CRC64ECMA(8),
    SHA1(20),
    SHA256(32),
    /** Of Kodo: SHA-1 over blocks of 4 MiB (https://github.com/qiniu/qetag). */
    QETAG(21);

    private final int bytes;

    ChecksumKind(int bytes) {
        this.bytes = bytes;
    }

    /** The length of a value. */
    public int bytes() {
        return bytes;
    }
}
