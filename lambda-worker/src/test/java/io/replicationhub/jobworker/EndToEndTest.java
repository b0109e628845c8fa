package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.jobsender.JobSender;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.send.SendListener;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.testkit.BytesPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

/** The JobSender and the JobWorker as they are deployed, over real servers within the test. */
@Timeout(120)
class EndToEndTest {
    private final Neighbourhood here = new Neighbourhood();

    @AfterEach
    void close() {
        here.close();
    }

    @Test
    void whatIsInTheSourceIsInTheDestinationAfterARunAndOnlyChangesAreSentTheNextTime() throws Exception {
        for (int n = 0; n < 250; n++) {
            put("many/" + n, n, n * 3);
        }
        put("empty", 1, 0);
        put("in parts", 2, 20 << 20);
        put("odd/../ä +%🙂//", 3, 100);
        put("folder/", 4, 0);

        assertEquals(SenderExit.DONE, send(here.senderEnvironment()));
        assertTrue(here.metrics.getFirst().contains("\"ObjectsToCopy\":254"), here.metrics.toString());
        work();
        here.assertSame();
        assertEquals(List.of(), here.sqs.take(here.queue.deadLetterUrl().toString()));
        assertTrue(here.metrics.stream().anyMatch(line -> line.contains("\"ObjectsCopied\":")));

        here.metrics.clear();
        put("many/7", 77, 21);
        put("new", 5, 10);
        assertEquals(SenderExit.DONE, send(here.senderEnvironment()));
        assertTrue(here.metrics.getFirst().contains("\"ObjectsToCopy\":2,"), here.metrics.toString());
        work();
        here.assertSame();
    }

    @Test
    void whatTheSourceDeletedIsDeletedByWorkersThatMayAndByNoOthers() throws Exception {
        for (int n = 0; n < 30; n++) {
            put("many/" + n, n, 10);
        }
        assertEquals(SenderExit.DONE, send(here.senderEnvironment()));
        work();
        here.source.delete(new ObjectKey("many/3"));
        here.source.delete(new ObjectKey("many/7"));
        Map<String, String> deleting = here.senderEnvironment();
        deleting.put("DRH_DELETE", "true");

        assertEquals(SenderExit.DONE, send(deleting));
        work();
        assertEquals(30, Neighbourhood.list(here.destination).size());

        here.settings.put("DRH_DELETE", "true");
        here.metrics.clear();
        assertEquals(SenderExit.DONE, send(here.senderEnvironment()));
        work();
        here.assertSame();
        assertTrue(
                here.metrics.stream().anyMatch(line -> line.contains("\"ObjectsDeleted\":2")),
                () -> here.metrics.toString());
        assertEquals(List.of(), here.sqs.take(here.queue.deadLetterUrl().toString()));
    }

    @Test
    void anObjectThatCanNeverBeCopiedIsADeadLetterAtOnceAndTheOthersArrive() throws Exception {
        String hopeless = "k".repeat(1_020);
        put(hopeless, 1, 10);
        put("fine", 2, 10);
        Map<String, String> sender = here.senderEnvironment();
        sender.put("DRH_DESTINATION_PREFIX", "copies/");

        assertEquals(SenderExit.DONE, send(sender));
        work();

        List<ListedObject> copies = Neighbourhood.list(here.destination);
        assertEquals(
                List.of("copies/fine"),
                copies.stream().map(copy -> copy.key().value()).toList());
        List<Message> letters = here.sqs.take(here.queue.deadLetterUrl().toString());
        assertEquals(1, letters.size());
        Message letter = letters.getFirst();
        assertEquals("REJECTED", LocalSqs.attribute(letter, "class"));
        assertEquals(hopeless, LocalSqs.attribute(letter, "key"));
        assertFalse(LocalSqs.attribute(letter, "reason").isBlank());
        assertEquals(
                hopeless,
                TaskCodec.decode(letter.body()).tasks().getFirst().key().value());
    }

    @Test
    void aRunThatMeetsABacklogAddsNothingAndSaysSo() throws Exception {
        put("a", 1, 10);
        Map<String, String> sender = here.senderEnvironment();
        sender.put("DRH_BACKLOG_LIMIT", "1");
        assertEquals(SenderExit.DONE, send(sender));
        assertEquals(SenderExit.DONE, send(sender));
        assertEquals(2, here.waiting());
        assertEquals(SenderExit.DONE, send(sender));
        assertEquals(2, here.waiting());
        assertTrue(here.metrics.getLast().contains("\"RunsOverlapped\":1"), here.metrics.toString());
    }

    @Test
    void aSideThatCannotBeListedIsAFailedRunThatSendsNothing() throws Exception {
        put("a", 1, 10);
        Map<String, String> sender = here.senderEnvironment();
        sender.put("DRH_DESTINATION_BUCKET", "missing");
        assertEquals(SenderExit.INCOMPLETE, send(sender));
        assertTrue(here.metrics.getLast().contains("\"RunsFailed\":1"), here.metrics.toString());
    }

    @Test
    void wrongSettingsAskNobodyForAnything() {
        Map<String, String> sender = here.senderEnvironment();
        sender.put("DRH_COMPARE", "guess");
        assertEquals(SenderExit.SETTINGS, send(sender));
        sender.remove("DRH_COMPARE");
        sender.put("DRH_TYPO", "x");
        assertEquals(SenderExit.SETTINGS, send(sender));
        assertEquals(0, here.waiting());
        assertEquals(List.of(), here.metrics);
    }

    @Test
    void aSenderThatIsInterruptedStops() throws Exception {
        put("a", 1, 10);
        Thread.currentThread().interrupt();
        assertEquals(SenderExit.STOPPED, send(here.senderEnvironment()));
        assertFalse(Thread.interrupted());
    }

    @Test
    void unfinishedUploadsAreAbortedOnlyWhereAnAgeIsSetAndOnlyOlderOnes() throws Exception {
        here.destination.uploads().create(new ObjectKey("half"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        Map<String, String> sender = here.senderEnvironment();
        assertEquals(SenderExit.DONE, send(sender));
        sender.put("DRH_STALE_UPLOAD_AGE", "1d");
        assertEquals(SenderExit.DONE, send(sender));
        assertEquals(1, here.destination.uploads().open("").size());
        assertTrue(here.metrics.getLast().contains("\"UploadsAborted\":0"), here.metrics.toString());
    }

    private SenderExit send(Map<String, String> environment) {
        return JobSender.run(environment, here.metrics::add, SendListener.NONE);
    }

    /** Plays Lambda until the queue is empty. */
    private void work() throws InterruptedException {
        List<JobWorkerHandler> handlers = new ArrayList<>();
        try (EventSourceMapping mapping = here.startWorkers(handlers)) {
            while (here.waiting() > 0) {
                Thread.sleep(50);
            }
            assertEquals(0, mapping.counts().errors());
        }
        handlers.forEach(JobWorkerHandler::close);
    }

    private void put(String key, long seed, int bytes) throws Exception {
        here.source.put(
                new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(seed, bytes));
    }
}
