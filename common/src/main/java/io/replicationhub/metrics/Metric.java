package io.replicationhub.metrics;

import io.replicationhub.outcome.SkipReason;

/**
 * Everything that is counted, under {@link #NAMESPACE} with the one dimension {@link #DIMENSION}. Names are part of the
 * contract: dashboards and alarms go by them. A rate is not here; it is a sum over its period.
 */
public enum Metric {
    /** Objects that the source listing has and the selection wants. */
    OBJECTS_FOUND("ObjectsFound", Unit.COUNT),
    BYTES_FOUND("BytesFound", Unit.BYTES),
    /** Objects that are missing at the destination or differ. */
    OBJECTS_TO_COPY("ObjectsToCopy", Unit.COUNT),
    BYTES_TO_COPY("BytesToCopy", Unit.BYTES),
    /** Objects that are only at the destination, where these are to be deleted. */
    OBJECTS_TO_DELETE("ObjectsToDelete", Unit.COUNT),
    /** Runs that would have deleted more than they may, or on no good ground, and deleted nothing. */
    DELETES_REFUSED("DeletesRefused", Unit.COUNT),
    MESSAGES_SENT("MessagesSent", Unit.COUNT),

    OBJECTS_COPIED("ObjectsCopied", Unit.COUNT),
    /** Of these, the ones that lack something of their source that the destination cannot hold. */
    OBJECTS_COPIED_WITH_LOSS("ObjectsCopiedWithLoss", Unit.COUNT),
    /** Bytes of objects that are whole at the destination. */
    BYTES_COPIED("BytesCopied", Unit.BYTES),
    /** Bytes that reached the destination, those of objects that are not yet whole included. */
    BYTES_MOVED("BytesMoved", Unit.BYTES),
    OBJECTS_ALREADY_THERE("ObjectsAlreadyThere", Unit.COUNT),
    OBJECTS_SUPERSEDED("ObjectsSuperseded", Unit.COUNT),
    OBJECTS_GONE("ObjectsGone", Unit.COUNT),
    OBJECTS_FAILED("ObjectsFailed", Unit.COUNT),
    OBJECTS_SKIPPED_ARCHIVED("ObjectsSkippedArchived", Unit.COUNT),
    /** Tasks to delete that met a worker which is not to delete. */
    OBJECTS_SKIPPED_DELETES_OFF("ObjectsSkippedDeletesOff", Unit.COUNT),
    OBJECTS_SKIPPED_NOT_SELECTED("ObjectsSkippedNotSelected", Unit.COUNT),
    OBJECTS_DELETED("ObjectsDeleted", Unit.COUNT),
    /** Deletions that found nothing to delete any more. */
    OBJECTS_ALREADY_GONE("ObjectsAlreadyGone", Unit.COUNT),
    /** The longest time, among the objects copied since the last line, from their change to their copy. */
    LAG_MAX("ReplicationLagMax", Unit.SECONDS),

    /** JobSender runs that sent all there was to send. */
    RUNS_COMPLETED("RunsCompleted", Unit.COUNT),
    RUNS_FAILED("RunsFailed", Unit.COUNT),
    /** JobSender runs that left the work to those before them. */
    RUNS_OVERLAPPED("RunsOverlapped", Unit.COUNT),
    RUN_DURATION("RunDuration", Unit.SECONDS),
    UPLOADS_ABORTED("UploadsAborted", Unit.COUNT),

    /** Event notifications that were no concern of ours: other keys, or nothing that changes an object. */
    EVENTS_IGNORED("EventsIgnored", Unit.COUNT),
    /** Messages that held nothing we can read, or events of another bucket. */
    MESSAGES_UNREADABLE("MessagesUnreadable", Unit.COUNT),
    /** Batches given back untouched because the credentials or a bucket are not what they should be. */
    WORKER_HALTS("WorkerHalts", Unit.COUNT);

    public static final String NAMESPACE = "DataReplicationHub";
    public static final String DIMENSION = "Stack";

    /** Units by CloudWatch's names (CloudWatch API reference, MetricDatum). */
    public enum Unit {
        COUNT("Count"),
        BYTES("Bytes"),
        SECONDS("Seconds");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    private final String metricName;
    private final Unit unit;

    Metric(String metricName, Unit unit) {
        this.metricName = metricName;
        this.unit = unit;
    }

    public String metricName() {
        return metricName;
    }

    public Unit unit() {
        return unit;
    }

    /** What counts the objects that were left alone for a reason. */
    public static Metric skipped(SkipReason reason) {
        return switch (reason) {
            case ARCHIVED -> OBJECTS_SKIPPED_ARCHIVED;
            case DELETES_OFF -> OBJECTS_SKIPPED_DELETES_OFF;
            case NOT_SELECTED -> OBJECTS_SKIPPED_NOT_SELECTED;
        };
    }
}
