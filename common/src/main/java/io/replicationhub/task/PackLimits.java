package io.replicationhub.task;

/**
 * How much is packed into one message.
 *
 * @param maxTasks so many tasks at most
 * @param maxObjectBytes objects of so many bytes together at most; a larger object goes alone
 * @param maxMessageBytes the message itself, as UTF-8; a single task may exceed it, and the queue says so
 */
public record PackLimits(int maxTasks, long maxObjectBytes, int maxMessageBytes) {
    private static final int MIB = 1 << 20;

    /**
     * 100 small objects take a worker seconds, of its 15 minutes, and make the queue's price per object vanish. 64 MiB
     * take one some seconds too, so a message stays about the same work whatever its objects are. 256 KiB is what every
     * SQS region takes (SQS Developer Guide, quotas: 1 MiB since August 2025, not everywhere).
     */
    public static final PackLimits STANDARD = new PackLimits(100, 64L * MIB, 256 * 1024);

    public PackLimits {
        if (maxTasks < 1 || maxObjectBytes < 1 || maxMessageBytes < 1) {
            throw new IllegalArgumentException("a message must have room for a task");
        }
    }

    /** The same with fewer tasks to a message. */
    public PackLimits withMaxTasks(int other) {
        return new PackLimits(other, maxObjectBytes, maxMessageBytes);
    }
}
