package io.replicationhub.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.queue.QueueException;
import io.replicationhub.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class BatchSenderTest {
    private static final RetryPolicy FOUR = new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(1));

    private final List<List<String>> calls = new ArrayList<>();
    private final List<Duration> sleeps = new ArrayList<>();

    @Test
    void entriesThatFailAloneAreSentAgainAlone() throws Exception {
        sender(request -> answer(
                        request,
                        entry -> calls.size() < 3 && entry.messageBody().equals("b"),
                        false))
                .send(List.of("a", "b", "c"));
        assertEquals(List.of(List.of("a", "b", "c"), List.of("b"), List.of("b")), calls);
        assertEquals(2, sleeps.size());
        assertTrue(sleeps.get(0).toMillis() <= 100 && sleeps.get(1).toMillis() <= 200, sleeps.toString());
    }

    @Test
    void entriesThatKeepFailingEndInAFailureThatNamesTheQueueAndTheAnswer() {
        var failure = assertThrows(
                QueueException.class,
                () -> sender(request -> answer(request, entry -> true, false)).send(List.of("a", "b")));
        assertEquals(4, calls.size());
        assertEquals(3, sleeps.size());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("http://q") && message.contains("InternalError"), message);
    }

    @Test
    void anEntryThatIsTheSendersFaultIsNotSentAgain() {
        assertThrows(
                QueueException.class,
                () -> sender(request ->
                                answer(request, entry -> entry.messageBody().equals("b"), true))
                        .send(List.of("a", "b")));
        assertEquals(1, calls.size());
    }

    @Test
    void anAnswerThatForgetsAnEntryIsAFailure() {
        assertThrows(
                QueueException.class,
                () -> sender(request -> SendMessageBatchResponse.builder()
                                .successful(success("0"))
                                .failed(List.of())
                                .build())
                        .send(List.of("a", "b")));
    }

    @Test
    void batchesHoldTenMessagesAnd256KiBAtMostAndKeepTheOrder() {
        List<String> small = IntStream.range(0, 23).mapToObj(Integer::toString).toList();
        assertEquals(
                List.of(10, 10, 3), Batches.of(small).stream().map(List::size).toList());
        assertEquals(small, Batches.of(small).stream().flatMap(List::stream).toList());

        String half = "é".repeat(SqsLimits.BYTES_MOST / 4);
        assertEquals(
                List.of(2, 2, 1),
                Batches.of(List.of(half, half, half, half, half)).stream()
                        .map(List::size)
                        .toList());
        assertEquals(
                List.of(1, 1, 1),
                Batches.of(List.of("x", half + half, "y")).stream()
                        .map(List::size)
                        .toList());
        assertEquals(List.of(), Batches.of(List.of()));
    }

    private BatchSender sender(Function<SendMessageBatchRequest, SendMessageBatchResponse> sqs) {
        return new BatchSender(
                request -> {
                    calls.add(request.entries().stream()
                            .map(SendMessageBatchRequestEntry::messageBody)
                            .toList());
                    return sqs.apply(request);
                },
                "http://q",
                FOUR,
                sleeps::add,
                new Random(1));
    }

    private static SendMessageBatchResponse answer(
            SendMessageBatchRequest request,
            Function<SendMessageBatchRequestEntry, Boolean> fails,
            boolean senderFault) {
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        List<SendMessageBatchResultEntry> successful = new ArrayList<>();
        for (var entry : request.entries()) {
            if (fails.apply(entry)) {
                failed.add(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InternalError")
                        .message("try again")
                        .senderFault(senderFault)
                        .build());
            } else {
                successful.add(success(entry.id()));
            }
        }
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private static SendMessageBatchResultEntry success(String id) {
        return SendMessageBatchResultEntry.builder().id(id).build();
    }
}
