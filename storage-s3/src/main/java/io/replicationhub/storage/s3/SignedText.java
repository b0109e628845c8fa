package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.StoreRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What it means that a signature is refused. Header values beyond ASCII are signed and sent as UTF-8; some servers take the
 * bytes for Latin-1 and come to another signature. That is the matter of one object, and says nothing of the credentials.
 */
final class SignedText {
    private static final String USER = "x-amz-meta-";

    private SignedText() {}

    static StorageException refused(StoreRequest request, S3Error error) {
        List<String> beyond = new ArrayList<>();
        for (int i = 0; i < request.headerCount(); i++) {
            if (S3Route.isSigned(request.headerName(i)) && !isAscii(request.headerValue(i))) {
                beyond.add(request.headerName(i));
            }
        }
        if (beyond.isEmpty()) {
            return S3Errors.classify(request.asked(), error, null);
        }
        boolean userAlone = beyond.stream().allMatch(name -> name.startsWith(USER));
        return new StorageException.Rejected(
                FailureScope.OBJECT,
                userAlone ? ObjectTrait.USER_METADATA : null,
                request.asked() + ": " + error + "; it may be that the store takes no text beyond ASCII in "
                        + String.join(", ", beyond),
                null);
    }

    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c <= '~');
    }
}
