package io.replicationhub.storage.oss;

import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.xml.RestoreDocument;

/**
 * Asks for what lies in an archive to be made readable. Source: OSS documentation, "RestoreObject": 202 where it begins,
 * 409 while it is under way, 200 where it is done and the days are counted anew, 400 {@code OperationNotSupported} for
 * classes that can be read. Only colder classes than Archive know tiers.
 */
final class OssRestoring {
    private static final int ACCEPTED = 202;
    private static final String UNTIERED = "Archive";

    private OssRestoring() {}

    static RestoreAnswer restore(RestoreRequest request, String place, OssCaller caller) throws StorageException {
        Asked asked = new Asked("RESTORE", place, request.key());
        StoreRequest post = StoreRequest.with(
                request.storageClass().equals(UNTIERED)
                        ? RestoreDocument.forDays(request.days())
                        : RestoreDocument.of(request, "JobParameters", true),
                "POST",
                asked,
                "restore");
        try (Answer answer = caller.call(post.header("content-type", "application/xml"))) {
            return answer.status() == ACCEPTED ? RestoreAnswer.STARTED : RestoreAnswer.READABLE;
        } catch (StorageException.Archived e) {
            return e.isUnderWay() ? RestoreAnswer.UNDER_WAY : RestoreAnswer.READABLE;
        } catch (StorageException.Rejected e) {
            if (String.valueOf(e.getMessage()).contains("OperationNotSupported")) {
                return RestoreAnswer.READABLE;
            }
            throw e;
        }
    }
}
