package org.whistle.dispatch.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.dispatching.OpenNeeds;
import org.whistle.dispatch.reference.pack.BadPackArchiveException;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.dispatch.reference.pack.PackArchive;
import org.whistle.dispatch.reference.pack.PackReader;
import org.whistle.dispatch.reference.pack.PackReading;
import org.whistle.dispatch.reference.pack.PackWords;
import org.whistle.events.AdminEvent;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only way to change a county's reference data: a whole new pack is made, checked and compared with the one in force; it
 * takes effect as a new version, or nothing changes.
 */
@Service
public class PackChange {

    private static final Logger LOG = LoggerFactory.getLogger(PackChange.class);

    private final ReferenceStore store;
    private final ReferenceData data;
    private final PackActivation activation;
    private final PackVersions versions;
    private final OpenNeeds needs;
    private final DatabaseTime time;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    PackChange(
            ReferenceStore store,
            ReferenceData data,
            PackActivation activation,
            PackVersions versions,
            OpenNeeds needs,
            DatabaseTime time,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.store = store;
        this.data = data;
        this.activation = activation;
        this.versions = versions;
        this.needs = needs;
        this.time = time;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * The conditions of a change.
     *
     * @param dryRun only reports what would change
     * @param strandCases even if open cases are left without what they need
     * @param overwriteEdits even if records that were edited since the last import are overwritten
     */
    public record Terms(boolean dryRun, boolean strandCases, boolean overwriteEdits) {}

    /**
     * The result of a change or of a dry run; version and digest are those in force afterwards.
     *
     * @param changes per kind; kinds without a change are left out
     * @param openCases removed codes that open cases have
     * @param edits records edited since the last import that the change overwrites
     */
    public record Result(
            String county,
            long version,
            String sha256,
            boolean activated,
            boolean dryRun,
            List<Consequences.KindChange> changes,
            OpenNeeds.Use openCases,
            Consequences.Edits edits) {}

    /**
     * Imports a zipped pack. The one imported last, sent again, changes nothing, not even what was changed here since; only
     * with {@link Terms#overwriteEdits} it does.
     *
     * @throws RefusedException 422 that names file and line of every error, 409 for what {@code terms} do not allow
     */
    public Result importPack(String county, byte[] zip, Terms terms, Caller caller) {
        Map<String, byte[]> files = unzip(zip);
        Pack pack = read(files);
        if (!pack.county().code().equals(county)) {
            throw RefusedException.field("/county", "PACK_COUNTY");
        }
        String sha256 = PackFiles.digest(files);
        return change(county, terms, caller, _ -> {
            boolean again = versions.lastImport(county)
                    .filter(last -> last.sha256().equals(sha256))
                    .isPresent();
            return again && !terms.dryRun() && !terms.overwriteEdits()
                    ? Optional.empty()
                    : Optional.of(new Proposal(PackVersions.Change.IMPORT, null, null, files, pack, sha256));
        });
    }

    /**
     * Replaces one record, or adds it.
     *
     * @throws RefusedException 404 for an unknown kind, 409 while no pack is in force whose files are kept or for what
     *     {@code terms} do not allow, 422 that names every field that is wrong
     */
    public Result putRecord(String county, RecordChange record, Terms terms, Caller caller) {
        String name = record.kind() + "/" + record.code();
        return change(county, terms, caller, present -> edited(county, present, RecordChanges.alone(record), name));
    }

    /**
     * Changes several records together.
     *
     * @throws RefusedException as for one record; 422 for an unknown kind, or a record that is listed twice
     */
    public Result changeRecords(String county, List<RecordChange> records, Terms terms, Caller caller) {
        return change(county, terms, caller, present -> edited(county, present, RecordChanges.together(records), null));
    }

    /**
     * Puts an earlier version in force once more, as a new one.
     *
     * @throws RefusedException 404 for an unknown version, 409 for one whose files are not kept or for what {@code terms} do
     *     not allow
     */
    public Result putInForce(String county, long version, Terms terms, Caller caller) {
        return change(county, terms, caller, _ -> {
            PackVersions.Listed earlier = versions.list(county, version + 1, 1).stream()
                    .filter(listed -> listed.version() == version)
                    .findFirst()
                    .orElseThrow(RefusedException::notFound);
            Map<String, byte[]> files = PackArchive.unzip(zip(county, version));
            return Optional.of(new Proposal(
                    PackVersions.Change.PUT_IN_FORCE, null, version, files, read(files), earlier.sha256()));
        });
    }

    /**
     * The zipped files of the version in force; the names of people are not among them.
     *
     * @throws RefusedException 404 before the first pack, 409 while its files are not kept
     */
    public byte[] export(String county) {
        return zip(
                county,
                store.versionInForce(county)
                        .orElseThrow(RefusedException::notFound)
                        .version());
    }

    /** A pack that is to take effect. */
    private record Proposal(
            PackVersions.Change change,
            @Nullable String record,
            @Nullable Long restored,
            Map<String, byte[]> files,
            Pack pack,
            String sha256) {

        boolean whole() {
            return change == PackVersions.Change.IMPORT || change == PackVersions.Change.PUT_IN_FORCE;
        }
    }

    private Optional<Proposal> edited(
            String county, Optional<ReferenceStore.Version> present, RecordChanges changes, @Nullable String record) {
        long version = present.orElseThrow(RefusedException::notFound).version();
        RecordChanges.Made made = changes.in(PackArchive.unzip(zip(county, version)));
        return Optional.of(new Proposal(
                record == null ? PackVersions.Change.RECORDS : PackVersions.Change.RECORD,
                record,
                null,
                made.files(),
                made.pack(),
                PackFiles.digest(made.files())));
    }

    /** Under the county's lock; what is proposed may depend on what is in force, and may be nothing. */
    private Result change(
            String county,
            Terms terms,
            Caller caller,
            Function<Optional<ReferenceStore.Version>, Optional<Proposal>> proposing) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            activation.lock(county);
            Optional<ReferenceStore.Version> present = store.versionInForce(county);
            Optional<Proposal> proposal = proposing.apply(present);
            Consequences consequences =
                    proposal.map(one -> consequences(county, present, one)).orElse(Consequences.NONE);
            ReferenceStore.Version after = proposal.isEmpty() || terms.dryRun()
                    ? present.orElse(new ReferenceStore.Version(county, 0, ""))
                    : takenEffect(county, present, proposal.get(), consequences, terms, caller);
            boolean activated = present.map(ReferenceStore.Version::version).orElse(0L) != after.version();
            return new Result(
                    county,
                    after.version(),
                    after.sha256(),
                    activated,
                    terms.dryRun(),
                    consequences.changes(),
                    consequences.openCases(),
                    consequences.edits());
        }));
    }

    /** Answers the version in force afterwards: a pack with the same records makes no new version. */
    private ReferenceStore.Version takenEffect(
            String county,
            Optional<ReferenceStore.Version> present,
            Proposal proposal,
            Consequences consequences,
            Terms terms,
            Caller caller) {
        if (present.isPresent() && consequences.changes().isEmpty()) {
            if (proposal.change() == PackVersions.Change.IMPORT) {
                versions.keepFiles(county, present.get().version(), proposal.files());
            }
            return present.get();
        }
        requireMeant(consequences, terms);
        long version = present.map(ReferenceStore.Version::version).orElse(0L) + 1;
        Instant now = time.now();
        activation.activate(
                county,
                proposal.pack(),
                new AdminEvent.PackTookEffect(
                        version,
                        proposal.sha256(),
                        proposal.record(),
                        proposal.change().name(),
                        proposal.restored(),
                        consequences.count(each -> each.added() + each.changed() + each.removed()),
                        consequences.openCases().strandedCases(),
                        consequences.edits().count()),
                now,
                caller);
        versions.add(
                county,
                new PackVersions.Made(
                        version,
                        now,
                        caller.account(),
                        proposal.change(),
                        proposal.record(),
                        proposal.restored(),
                        consequences),
                proposal.files());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                data.refresh();
                LOG.info(
                        "decided action=change-pack county={} version={} change={} record={} sha256={}",
                        county,
                        version,
                        proposal.change(),
                        proposal.record(),
                        proposal.sha256());
            }
        });
        return new ReferenceStore.Version(county, version, proposal.sha256());
    }

    private static void requireMeant(Consequences consequences, Terms terms) {
        List<Refusal.FieldError> missing = new ArrayList<>();
        if (consequences.openCases().strandedCases() > 0 && !terms.strandCases()) {
            missing.add(new Refusal.FieldError("/strandCases", "CASES_STRANDED"));
        }
        if (consequences.edits().count() > 0 && !terms.overwriteEdits()) {
            missing.add(new Refusal.FieldError("/overwriteEdits", "EDITS_OVERWRITTEN"));
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(new Refusal.Unconfirmed(missing, consequences));
        }
    }

    /** Records that were changed here are overwritten by a whole pack alone. */
    private Consequences consequences(String county, Optional<ReferenceStore.Version> present, Proposal proposal) {
        Consequences.Records before = present.map(this::records).orElse(new Consequences.Records(Map.of()));
        Consequences.Records after = records(proposal.pack());
        return new Consequences(
                Consequences.changes(before, after),
                needs.of(county, Consequences.gone(before, after), Consequences.MOST_CODES),
                versions.lastImport(county)
                        .filter(last -> proposal.whole() && !present.equals(Optional.of(last)))
                        .map(last -> Consequences.edits(records(last), before, after))
                        .orElse(Consequences.NONE.edits()));
    }

    private Consequences.Records records(ReferenceStore.Version version) {
        return new Consequences.Records(store.records(version).stream()
                .collect(Collectors.groupingBy(
                        ReferenceStore.Row::kind,
                        Collectors.toMap(ReferenceStore.Row::code, row -> json.valueToTree(row.fields())))));
    }

    /** Through text, as those in force went, so that number types compare equal. */
    private Consequences.Records records(Pack pack) {
        Map<String, Map<String, JsonNode>> kinds = new LinkedHashMap<>();
        for (Pack.Kind kind : pack.records()) {
            kinds.put(
                    kind.name(),
                    kind.records().stream()
                            .collect(Collectors.toMap(
                                    ReferenceEvent.StagedRecord::code,
                                    one -> json.valueToTree(
                                            json.readValue(json.writeValueAsString(one.fields()), Map.class)))));
        }
        return new Consequences.Records(kinds);
    }

    private byte[] zip(String county, long version) {
        return versions.zip(county, version)
                .orElseThrow(() -> new RefusedException(new Refusal.Conflict("PACK_SOURCE_MISSING", null, List.of())));
    }

    private static Map<String, byte[]> unzip(byte[] zip) {
        try {
            return PackArchive.unzip(zip);
        } catch (BadPackArchiveException e) {
            throw new RefusedException(new Refusal.Unprocessable(List.of(new Refusal.FieldError(
                    "/",
                    "PACK_INVALID",
                    PackWords.in(LocaleContextHolder.getLocale(), String.valueOf(e.getMessage()))))));
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
                            error.file() + ":" + error.line() + ": " + error.message(LocaleContextHolder.getLocale())))
                    .toList()));
        }
        return pack;
    }
}
