package org.whistle.dispatch.reference;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.reference.pack.BadPackArchiveException;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.dispatch.reference.pack.PackArchive;
import org.whistle.dispatch.reference.pack.PackReader;
import org.whistle.dispatch.reference.pack.PackReading;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a county pack as a whole or not at all. The pack imported last, sent again, changes nothing: not even the records
 * that were changed one by one since.
 */
@Service
public class PackImport {

    private static final Logger LOG = LoggerFactory.getLogger(PackImport.class);

    private final ReferenceStore store;
    private final ReferenceData data;
    private final PackActivation activation;
    private final PackSource source;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    PackImport(
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
     * Imports a zipped pack, or only says what an import would change.
     *
     * @throws RefusedException 422 that names file and line of every error
     */
    public Result run(String county, byte[] zip, boolean dryRun, Caller caller) {
        Map<String, byte[]> files = unzip(zip);
        Pack pack = read(files);
        if (!pack.county().code().equals(county)) {
            throw RefusedException.field("/county", "PACK_COUNTY");
        }
        String sha256 = PackFiles.digest(files);
        Result result = Objects.requireNonNull(
                transaction.execute(_ -> bring(new Upload(county, files, sha256, pack), dryRun, caller)));
        if (result.activated()) {
            data.refresh();
            LOG.info("decided action=import-pack county={} version={} sha256={}", county, result.version(), sha256);
        }
        return result;
    }

    /** What came of an import. */
    public record Result(
            String county,
            long version,
            String sha256,
            boolean activated,
            boolean dryRun,
            List<PackChanges.KindChange> changes) {}

    private record Upload(String county, Map<String, byte[]> files, String sha256, Pack pack) {}

    private Result bring(Upload upload, boolean dryRun, Caller caller) {
        String county = upload.county();
        activation.lock(county);
        Optional<ReferenceStore.Version> present = store.versionInForce(county);
        Optional<PackSource.Kept> kept = source.find(county);
        List<PackChanges.KindChange> changes = PackChanges.between(
                present.map(store::records).orElse(List.of()), upload.pack().records(), json);
        boolean again = present.filter(version -> version.sha256().equals(upload.sha256()))
                        .isPresent()
                || kept.filter(known -> known.importedSha256().equals(upload.sha256()))
                        .isPresent();
        long version = present.map(ReferenceStore.Version::version).orElse(0L);
        if (dryRun) {
            return new Result(county, version, upload.sha256(), false, true, changes);
        }
        if (!again) {
            version = activation.activate(county, upload.sha256(), upload.pack(), null, caller);
        }
        if (!again || kept.isEmpty()) {
            source.keep(county, new PackSource.Kept(version, upload.sha256(), upload.files()));
        }
        return new Result(county, version, upload.sha256(), !again, false, changes);
    }

    private static Map<String, byte[]> unzip(byte[] zip) {
        try {
            return PackArchive.unzip(zip);
        } catch (BadPackArchiveException e) {
            throw new RefusedException(
                    new Refusal.Unprocessable(List.of(new Refusal.FieldError("/", "PACK_INVALID", e.getMessage()))));
        }
    }

    private static Pack read(Map<String, byte[]> files) {
        PackReading reading = PackReader.read(files);
        Pack pack = reading.pack();
        if (pack == null) {
            throw new RefusedException(new Refusal.Unprocessable(reading.errors().stream()
                    .map(error -> new Refusal.FieldError(
                            "/" + error.file() + "/" + error.line(),
                            "PACK_INVALID",
                            error.file() + ":" + error.line() + ": " + error.message()))
                    .toList()));
        }
        return pack;
    }
}
