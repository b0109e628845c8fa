package io.replicationhub.settings;

import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.plan.Side;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * One side of the replication.
 *
 * @param prefix a string prefix, byte for byte; empty for the whole bucket
 * @param endpoint Amazon's own where empty
 * @param profile how the service differs from Amazon S3; where empty, the endpoint tells
 * @param addressing where the bucket's name goes
 * @param requesterPays whether each request says that we pay for it
 */
public record StoreSettings(
        Side side,
        String bucket,
        String prefix,
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<StoreProfile> profile,
        CredentialsReference credentials,
        Addressing addressing,
        boolean requesterPays) {

    /** Where the bucket's name goes. */
    public enum Addressing {
        /** As is usual at the endpoint. */
        USUAL,
        /** Into the path. */
        PATH,
        /** Into the host name. */
        HOST
    }

    private record Names(
            Setting bucket,
            Setting prefix,
            Setting region,
            Setting endpoint,
            Setting profile,
            Setting credentials,
            Setting pathStyle) {
        static Names of(Side side) {
            return switch (side) {
                case SOURCE ->
                    new Names(
                            Setting.SOURCE_BUCKET,
                            Setting.SOURCE_PREFIX,
                            Setting.SOURCE_REGION,
                            Setting.SOURCE_ENDPOINT,
                            Setting.SOURCE_PROFILE,
                            Setting.SOURCE_CREDENTIALS,
                            Setting.SOURCE_PATH_STYLE);
                case DESTINATION ->
                    new Names(
                            Setting.DESTINATION_BUCKET,
                            Setting.DESTINATION_PREFIX,
                            Setting.DESTINATION_REGION,
                            Setting.DESTINATION_ENDPOINT,
                            Setting.DESTINATION_PROFILE,
                            Setting.DESTINATION_CREDENTIALS,
                            Setting.DESTINATION_PATH_STYLE);
            };
        }
    }

    static StoreSettings read(SettingsReader reader, Side side) {
        Names names = Names.of(side);
        String bucket = reader.required(names.bucket());
        Optional<URI> endpoint = reader.storeEndpoint(names.endpoint());
        Optional<StoreProfile> profile = reader.parsed(names.profile(), Profiles::named);
        CredentialsReference credentials = CredentialsSettings.read(reader, names.credentials());
        StoreSettings store = new StoreSettings(
                side,
                bucket,
                reader.verbatim(names.prefix()),
                reader.parsed(names.region(), text -> {
                    RegionNames.check(text, endpoint, profile, credentials);
                    return text;
                }),
                endpoint,
                profile,
                credentials,
                addressing(reader, names.pathStyle()),
                RequesterPays.read(
                        reader,
                        Setting.REQUESTER_PAYS,
                        side.name().toLowerCase(Locale.ROOT),
                        Profiles.of(profile, endpoint.isPresent() || credentials.maySayPlace()),
                        credentials));
        // What stands beside the credentials may still name it.
        store.profile
                .filter(service -> !store.credentials.maySayPlace())
                .flatMap(service -> service.missing(store.endpoint, store.region))
                .ifPresent(what -> reader.problem(names.bucket().variable() + " needs " + what + "; see "
                        + names.endpoint().variable() + " and "
                        + names.region().variable()));
        return store;
    }

    /** What is taken for the service of this side. */
    public StoreProfile service() {
        return Profiles.of(profile, endpoint.isPresent() || credentials.maySayPlace());
    }

    /** Whether one store and one identity is behind both, so that the store can copy by itself. Anonymous ones cannot write. */
    public boolean canCopyTo(StoreSettings destination) {
        return address().isOf(destination.address())
                && credentials.equals(destination.credentials)
                && !(credentials instanceof CredentialsReference.Anonymous);
    }

    boolean isSameBucketAs(StoreSettings other) {
        return bucket.equals(other.bucket)
                && address().mayBe(other.address())
                && (endpoint.isPresent() && other.endpoint.isPresent() || !placeMayDifferFrom(other));
    }

    /** Whether what stands beside the credentials may name another place. */
    private boolean placeMayDifferFrom(StoreSettings other) {
        return !credentials.equals(other.credentials) && (credentials.maySayPlace() || other.credentials.maySayPlace());
    }

    private StoreAddress address() {
        return new StoreAddress(endpoint.or(() -> profile.flatMap(service -> service.endpointIn(region))), region);
    }

    private static Addressing addressing(SettingsReader reader, Setting setting) {
        return reader.text(setting).isEmpty()
                ? Addressing.USUAL
                : reader.flag(setting, false) ? Addressing.PATH : Addressing.HOST;
    }
}
