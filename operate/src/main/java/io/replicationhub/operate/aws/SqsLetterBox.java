package io.replicationhub.operate.aws;

import io.replicationhub.aws.DeadLetterAttributes;
import io.replicationhub.aws.sqs.QueueAttributes;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.letter.Letter;
import io.replicationhub.operate.letter.LetterBox;
import io.replicationhub.operate.letter.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A queue of SQS. Sources: SQS API reference, GetQueueAttributes, ReceiveMessage, ChangeMessageVisibilityBatch. */
final class SqsLetterBox implements LetterBox {
    private final SqsClient sqs;
    private final String url;
    private final InstantSource clock;

    /** @param clock for answers that have no date */
    SqsLetterBox(SqsClient sqs, String url, InstantSource clock) {
        this.sqs = sqs;
        this.url = url;
        this.clock = clock;
    }

    @Override
    public Level level() throws Unreachable {
        GetQueueAttributesResponse answer = SqsRequest.of(
                url,
                "GetQueueAttributes",
                () -> sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNamesWithStrings(QueueAttributes.LEVEL)));
        var said = new QueueAttributes(answer.attributesAsStrings());
        return new Level(said.waiting(), said.inFlight(), said.delayed(), said.retention(), at(answer));
    }

    @Override
    public List<Letter> take(int most, Duration hidden, Duration wait) throws Unreachable {
        List<Message> messages = SqsRequest.of(
                url,
                "ReceiveMessage",
                () -> sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(most)
                                .visibilityTimeout((int) hidden.toSeconds())
                                .waitTimeSeconds((int) wait.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.SENT_TIMESTAMP,
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                        .messages());
        return messages.stream().map(SqsLetterBox::letter).toList();
    }

    @Override
    public int giveBack(List<Letter> letters) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Letter letter : letters) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(letter.receipt())
                    .visibilityTimeout(0)
                    .build());
        }
        try {
            return sqs.changeMessageVisibilityBatch(
                            request -> request.queueUrl(url).entries(entries))
                    .failed()
                    .size();
        } catch (SdkException e) {
            return letters.size();
        }
    }

    @Override
    public List<Letter> remove(List<Letter> letters) throws Unreachable {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Letter letter : letters) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(letter.receipt())
                    .build());
        }
        return SqsRequest.of(
                        url,
                        "DeleteMessage",
                        () -> sqs.deleteMessageBatch(
                                request -> request.queueUrl(url).entries(entries)))
                .failed()
                .stream()
                .map(BatchResultErrorEntry::id)
                .map(id -> letters.get(Integer.parseInt(id)))
                .toList();
    }

    private static Letter letter(Message message) {
        return Letter.of(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                text(message, DeadLetterAttributes.CLASS),
                text(message, DeadLetterAttributes.REASON),
                text(message, DeadLetterAttributes.KEY),
                Instant.ofEpochMilli(number(message, MessageSystemAttributeName.SENT_TIMESTAMP)),
                (int) number(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    private static Optional<String> text(Message message, String attribute) {
        return Optional.ofNullable(message.messageAttributes().get(attribute)).map(MessageAttributeValue::stringValue);
    }

    private static long number(Message message, MessageSystemAttributeName name) {
        return Long.parseLong(message.attributes().getOrDefault(name, "0"));
    }

    /** What the service's clock shows, in whole seconds. */
    private Instant at(GetQueueAttributesResponse answer) {
        return answer.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .flatMap(SqsLetterBox::parse)
                .orElseGet(clock::instant);
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
