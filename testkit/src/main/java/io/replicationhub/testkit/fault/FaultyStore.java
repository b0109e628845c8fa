package io.replicationhub.testkit.fault;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.RequestKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store on whose way something goes wrong, as a script says. As thread-safe as the script. */
public final class FaultyStore extends ForwardingStore {
    private final FaultScript script;

    public FaultyStore(ObjectStore inner, FaultScript script) {
        super(inner);
        this.script = script;
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        return Struck.by(script, new Request(RequestKind.LIST, name(request)), () -> super.list(request));
    }

    @Override
    public ObjectHead head(ObjectKey key) throws StorageException {
        Fault[] said = {Fault.NONE};
        FaultScript heard = request -> said[0] = script.on(request);
        ObjectHead head = Struck.by(heard, request(RequestKind.HEAD, key), () -> super.head(key));
        return said[0] instanceof Fault.OtherChecksums other ? head.with(head.archive(), other.told()) : head;
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException {
        return Struck.by(script, request(RequestKind.HEAD, key), () -> super.headFirstPart(key, ifMatch));
    }

    @Override
    public ObjectTags tags(ObjectKey key) throws StorageException {
        return Struck.by(script, request(RequestKind.GET_TAGS, key), () -> super.tags(key));
    }

    @Override
    public ObjectReading open(ReadRequest reading) throws StorageException {
        Request request = request(RequestKind.GET, reading.key());
        Fault fault = script.on(request);
        return switch (fault) {
            case Fault.None ignored -> super.open(reading);
            case Fault.Before before -> {
                before.mishap().strike(request);
                yield super.open(reading);
            }
            case Fault.After after -> struckAfterOpening(after, request, reading);
            case Fault.InBody inBody -> new FaultyReading(super.open(reading), request, inBody);
            case Fault.BrokenBody broken -> new FaultyReading(super.open(reading), request, broken);
            case Fault.ShortBody cut -> new FaultyReading(super.open(reading), request, cut);
            case Fault.FlippedBit flipped -> new FaultyReading(super.open(reading), request, flipped);
            case Fault.OtherChecksums other -> new FaultyReading(super.open(reading), request, other);
        };
    }

    @Override
    public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
            throws StorageException {
        return Struck.by(script, request(RequestKind.PUT, key), () -> super.put(key, metadata, options, payload));
    }

    @Override
    public ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException {
        return Struck.by(script, request(RequestKind.COPY, key), () -> super.copy(source, key, replacement, options));
    }

    @Override
    public void delete(ObjectKey key) throws StorageException {
        Struck.by(script, request(RequestKind.DELETE, key), () -> {
            super.delete(key);
            return key;
        });
    }

    @Override
    public RestoreAnswer restore(RestoreRequest request) throws StorageException {
        return Struck.by(script, request(RequestKind.RESTORE, request.key()), () -> super.restore(request));
    }

    @Override
    public Optional<ObjectVersions> versions() {
        return super.versions().map(versions -> new FaultyVersions(versions, script));
    }

    @Override
    public MultipartUploads uploads() {
        return new FaultyUploads(super.uploads(), script);
    }

    private ObjectReading struckAfterOpening(Fault.After after, Request request, ReadRequest reading)
            throws StorageException {
        ObjectReading opened = super.open(reading);
        boolean survived = false;
        try {
            after.mishap().strike(request);
            survived = true;
            return opened;
        } finally {
            if (!survived) {
                opened.close();
            }
        }
    }

    private static String name(ListRequest request) {
        String from = request.cursor().or(request::startAfter).orElse("");
        return from.isEmpty() ? request.prefix() : request.prefix() + ' ' + from;
    }

    private static Request request(RequestKind kind, ObjectKey key) {
        return new Request(kind, key.value());
    }
}
