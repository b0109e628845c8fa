package io.replicationhub.wire.xml;

import io.replicationhub.object.Payload;
import io.replicationhub.object.RestoreRequest;
import java.util.Locale;

/** The document that asks for a restoration. */
public final class RestoreDocument {
    private RestoreDocument() {}

    /** Where the store knows no tiers. */
    public static Payload forDays(int days) {
        return BytesPayload.of("<RestoreRequest><Days>" + days + "</Days></RestoreRequest>");
    }

    /**
     * @param job how the store names the element that the tier stands in: {@code GlacierJobParameters} on S3 (API
     *     reference, RestoreObject), {@code CASJobParameters} on COS, {@code JobParameters} on OSS
     * @param withDays not for what returns from an archive tier for good
     */
    public static Payload of(RestoreRequest request, String job, boolean withDays) {
        StringBuilder text = new StringBuilder("<RestoreRequest>");
        if (withDays) {
            text.append("<Days>").append(request.days()).append("</Days>");
        }
        String tier = request.tier().name();
        text.append('<').append(job).append("><Tier>");
        text.append(tier.charAt(0)).append(tier.substring(1).toLowerCase(Locale.ROOT));
        text.append("</Tier></").append(job).append("></RestoreRequest>");
        return BytesPayload.of(text.toString());
    }
}
