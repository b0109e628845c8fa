package io.replicationhub.cli.settings;

import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.settings.RegionNames;
import io.replicationhub.settings.RequesterPays;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where one side is and who asks there. */
final class SideReader {
    /** Stands for a location that is missing or wrong, which has been noted. */
    private static final Location NOWHERE = new Location("s3", "", "");

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final SettingsReader reader;
    private final Map<String, String> environment;
    private final Look look;

    /** Whether it is seen at once that credentials are not there, where that costs no request. */
    enum Look {
        NOW,
        LATER
    }

    /** @param environment for credentials that are in it */
    SideReader(SettingsReader reader, Map<String, String> environment, Look look) {
        this.reader = reader;
        this.environment = environment;
        this.look = look;
    }

    /** The settings under these names; what is wrong with them is noted. */
    SideSettings read(
            SettingName location, SettingName endpoint, SettingName region, SettingName profile, SettingName who) {
        Optional<Location> at = reader.parsed(location, Location::parse);
        if (at.isEmpty() && reader.required(location).isEmpty()) {
            // Noted as missing by the reader; the run will not start.
            at = Optional.of(NOWHERE);
        }
        Location where = at.orElse(NOWHERE);
        Optional<URI> address = reader.storeEndpoint(endpoint);
        Optional<StoreProfile> service =
                reader.parsed(profile, Profiles::named).or(() -> Profiles.ofScheme(where.scheme()));
        CredentialsReference identity = reader.confidential(who, text -> found(CredentialsReference.parse(text)))
                .orElse(new CredentialsReference.Default());
        SideSettings side = new SideSettings(
                where,
                address,
                reader.parsed(region, text -> regionName(text, address, service, identity)),
                service,
                identity,
                RequesterPays.read(
                        reader,
                        Option.REQUESTER_PAYS,
                        location.variable(),
                        Profiles.of(service, address.isPresent() || identity.maySayPlace()),
                        identity));
        // What stands beside the credentials may still name it.
        Optional.of(side)
                .filter(known -> !known.credentials().maySayPlace())
                .flatMap(SideSettings::missing)
                .ifPresent(what -> reader.problem(location.variable() + " needs " + what + "; see "
                        + endpoint.variable() + " and " + region.variable()));
        return side;
    }

    /** Gateways name their regions as they like; what no request can carry is none, nor what no host can be called. */
    private static String regionName(
            String text, Optional<URI> address, Optional<StoreProfile> service, CredentialsReference identity) {
        if (!REGION.matcher(text).matches()) {
            throw new IllegalArgumentException("the name of a region, such as eu-west-1");
        }
        RegionNames.check(text, address, service, identity);
        return text;
    }

    /** Where it costs no request to see that credentials are not there, it is seen before anything is begun. */
    private CredentialsReference found(CredentialsReference reference) {
        if (look == Look.LATER) {
            return reference;
        }
        try {
            CredentialsSource source = CredentialsSources.open(reference, environment);
            if (reference instanceof CredentialsReference.Environment
                    || reference instanceof CredentialsReference.JsonFile) {
                var unused = source.current();
            }
            return reference;
        } catch (StorageException e) {
            throw new IllegalArgumentException("credentials that are there: " + e.getMessage(), e);
        }
    }
}
