package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** SNS. Source: SNS API reference, ListSubscriptionsByTopic; one subscription a page, so that clients must ask for more. */
public final class Topics {
    static final String VERSION = "2010-03-31";

    private final Map<String, List<Subscription>> topics = new ConcurrentHashMap<>();

    private record Subscription(String arn, String endpoint) {}

    Topics() {}

    /** A topic that nobody has subscribed to. */
    public void put(String arn) {
        topics.put(arn, new CopyOnWriteArrayList<>());
    }

    public void remove(String arn) {
        topics.remove(arn);
    }

    public void subscribed(String topic, String email) {
        subscribe(topic, new Subscription(topic + ":5f0e", email));
    }

    /** As long as the link in the e-mail has not been opened. */
    public void pending(String topic, String email) {
        subscribe(topic, new Subscription("PendingConfirmation", email));
    }

    private void subscribe(String topic, Subscription subscription) {
        topics.computeIfAbsent(topic, any -> new CopyOnWriteArrayList<>()).add(subscription);
    }

    Answer answer(String action, Map<String, String> form) throws RefusedException {
        if (!action.equals("sns:ListSubscriptionsByTopic")) {
            throw Form.invalid("InvalidAction", "Could not find operation " + action);
        }
        @Nullable List<Subscription> known = topics.get(Form.need(form, "TopicArn"));
        if (known == null) {
            throw new RefusedException(new Refusal(404, "NotFound", "Topic does not exist"));
        }
        int at = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        StringBuilder page = new StringBuilder("<Subscriptions>");
        if (at < known.size()) {
            page.append("<member><SubscriptionArn>")
                    .append(known.get(at).arn())
                    .append("</SubscriptionArn><Protocol>email</Protocol><Endpoint>")
                    .append(Form.escaped(known.get(at).endpoint()))
                    .append("</Endpoint></member>");
        }
        page.append("</Subscriptions>");
        if (at + 1 < known.size()) {
            page.append("<NextToken>").append(at + 1).append("</NextToken>");
        }
        return new Answer(
                200,
                "text/xml",
                "<ListSubscriptionsByTopicResponse xmlns=\"http://sns.amazonaws.com/doc/" + VERSION
                        + "/\"><ListSubscriptionsByTopicResult>" + page
                        + "</ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>");
    }
}
