package org.whistle.dispatch.reference;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.reference.pack.BadRecordException;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.dispatch.reference.pack.PackError;
import org.whistle.dispatch.reference.pack.PackReader;
import org.whistle.dispatch.reference.pack.PackReading;
import org.whistle.dispatch.reference.pack.RecordEdit;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes one record of the pack in force: checked like a whole pack, and in force as a new version. */
@Service
public class RecordChange {

    private static final Logger LOG = LoggerFactory.getLogger(RecordChange.class);

    private final ReferenceStore store;
    private final ReferenceData data;
    private final PackActivation activation;
    private final PackSource source;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    RecordChange(
            ReferenceStore store,
            ReferenceData data,
            PackActivation activation,
            PackSource source,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.store = store;
        this.data = data;
        this.activation = activation;
        this.source = source;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Replaces a record, or adds it.
     *
     * @param fields all of its fields as they are published
     * @throws RefusedException 404 for an unknown kind, 409 while no pack is in force whose files are kept, 422 that names
     *     every field that is wrong
     */
    public PackImport.Result put(String county, Change change, Caller caller) {
        PackImport.Result result = Objects.requireNonNull(transaction.execute(_ -> replace(county, change, caller)));
        if (result.activated()) {
            data.refresh();
            LOG.info(
                    "decided action=change-record county={} version={} kind={} code={}",
                    county,
                    result.version(),
                    change.kind(),
                    change.code());
        }
        return result;
    }

    /** A record as it should be. */
    public record Change(String kind, String code, Map<String, JsonNode> fields) {}

    private PackImport.Result replace(String county, Change change, Caller caller) {
        activation.lock(county);
        ReferenceStore.Version present = store.versionInForce(county).orElseThrow(RefusedException::notFound);
        PackSource.Kept kept = source.find(county)
                .filter(known -> known.version() == present.version())
                .orElseThrow(() -> new RefusedException(new Refusal.Conflict("PACK_SOURCE_MISSING", null, List.of())));
        RecordEdit.Edited edited = edit(kept.files(), change);
        Pack pack = read(edited);
        List<PackChanges.KindChange> changes = PackChanges.between(store.records(present), pack.records(), json);
        if (changes.isEmpty()) {
            return new PackImport.Result(county, present.version(), present.sha256(), false, false, changes);
        }
        String sha256 = PackFiles.digest(edited.files());
        long version = activation.activate(county, sha256, pack, change.kind() + "/" + change.code(), caller);
        source.keep(county, new PackSource.Kept(version, kept.importedSha256(), edited.files()));
        return new PackImport.Result(county, version, sha256, true, false, changes);
    }

    private static RecordEdit.Edited edit(Map<String, byte[]> files, Change change) {
        try {
            return RecordEdit.edit(files, change.kind(), change.code(), change.fields())
                    .orElseThrow(RefusedException::notFound);
        } catch (BadRecordException e) {
            throw RefusedException.field("/" + e.field(), e.code());
        }
    }

    private static Pack read(RecordEdit.Edited edited) {
        PackReading reading = PackReader.read(edited.files());
        Pack pack = reading.pack();
        if (pack == null) {
            throw new RefusedException(new Refusal.Unprocessable(
                    reading.errors().stream().map(error -> told(error, edited)).toList()));
        }
        return pack;
    }

    private static Refusal.FieldError told(PackError error, RecordEdit.Edited edited) {
        return edited.fieldOf(error)
                .map(field -> new Refusal.FieldError("/" + field, "RECORD_INVALID", error.message()))
                .orElseGet(() -> new Refusal.FieldError(
                        "/", "RECORD_INVALID", error.file() + ":" + error.line() + ": " + error.message()));
    }
}
