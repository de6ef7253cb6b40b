package org.whistle.dispatch.reference.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.dispatch.reference.PackChange;
import org.whistle.dispatch.reference.PackVersions;
import org.whistle.dispatch.reference.RecordChange;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceStore;
import tools.jackson.databind.JsonNode;

/** County packs in and out, their versions, and reference data. */
@RestController
@RequestMapping("/api/dispatch/reference")
class ReferenceController {

    private static final int COUNTY_DIGITS = 6;

    /** Kinds that name people, their scoring rules or the county's installations: not for citizens. */
    private static final Set<String> OF_STAFF = Set.of("rosters", "policies", "components");

    /** Bytes; as at the gateway. */
    private static final int LARGEST_PACK = 25 << 20;

    private final PackChange packs;
    private final PackVersions versions;
    private final ReferenceStore store;

    ReferenceController(PackChange packs, PackVersions versions, ReferenceStore store) {
        this.packs = packs;
        this.versions = versions;
        this.store = store;
    }

    @PutMapping(path = "/packs/{county}", consumes = "application/zip")
    PackChange.Result importPack(
            @PathVariable String county,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean strandCases,
            @RequestParam(defaultValue = "false") boolean overwriteEdits,
            @RequestBody InputStreamResource zip,
            Caller caller)
            throws IOException {
        requireAdministrator(county, caller);
        byte[] bytes = zip.getInputStream().readNBytes(LARGEST_PACK + 1);
        if (bytes.length > LARGEST_PACK) {
            throw new RefusedException(new Refusal.Other(413, "REQUEST_TOO_LARGE"));
        }
        return packs.importPack(county, bytes, new PackChange.Terms(dryRun, strandCases, overwriteEdits), caller);
    }

    @GetMapping("/packs/{county}")
    ReferenceStore.Version pack(@PathVariable String county) {
        return store.versionInForce(county).orElseThrow(RefusedException::notFound);
    }

    /** Imported again, it changes nothing; in place of the names of people it has their accounts. */
    @GetMapping(path = "/packs/{county}.zip", produces = "application/zip")
    ResponseEntity<byte[]> exportPack(@PathVariable String county, Caller caller) {
        requireAdministrator(county, caller);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(county + ".zip")
                                .build()
                                .toString())
                .body(packs.export(county));
    }

    /** Several records at once, in force as one version. */
    @PostMapping("/packs/{county}/records")
    PackChange.Result changeRecords(
            @PathVariable String county,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean strandCases,
            @RequestBody @Valid ManyRecords many,
            Caller caller) {
        requireAdministrator(county, caller);
        return packs.changeRecords(county, many.changes(), new PackChange.Terms(dryRun, strandCases, false), caller);
    }

    /** Records to change together, up to two hundred. */
    record ManyRecords(@NotNull @Size(min = 1, max = 200) List<@NotNull @Valid OneRecord> records) {

        List<RecordChange> changes() {
            List<RecordChange> changes = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                OneRecord one = records.get(i);
                if ((one.fields() == null) != Boolean.TRUE.equals(one.remove())) {
                    throw RefusedException.field("/records/" + i + "/fields", "FIELDS_OR_REMOVE");
                }
                changes.add(new RecordChange(one.kind(), one.code(), one.fields()));
            }
            return changes;
        }
    }

    /**
     * One of them: with all its fields, or to be taken out.
     *
     * @param code of a roster entry, {@code <unit>/<duty>}
     */
    record OneRecord(
            @NotBlank String kind,
            @NotBlank String code,
            @Nullable Map<String, JsonNode> fields,
            @Nullable Boolean remove) {}

    /**
     * The newest first.
     *
     * @param before a version: only older ones
     */
    @GetMapping("/packs/{county}/versions")
    List<PackVersions.Listed> versions(
            @PathVariable String county,
            @RequestParam @Nullable @Min(1) Long before,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            Caller caller) {
        requireAdministrator(county, caller);
        return versions.list(county, before == null ? Long.MAX_VALUE : before, limit);
    }

    /** An earlier version once more, as a new one. */
    @PostMapping("/packs/{county}/versions/{version}/put-in-force")
    PackChange.Result putInForce(
            @PathVariable String county,
            @PathVariable long version,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean strandCases,
            @RequestParam(defaultValue = "false") boolean overwriteEdits,
            Caller caller) {
        requireAdministrator(county, caller);
        return packs.putInForce(county, version, new PackChange.Terms(dryRun, strandCases, overwriteEdits), caller);
    }

    /** The code of a roster entry has a slash in it. */
    @PutMapping("/{kind}/{*code}")
    PackChange.Result change(
            @PathVariable String kind,
            @PathVariable String code,
            @RequestParam @Nullable String county,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean strandCases,
            @RequestBody Map<String, JsonNode> fields,
            Caller caller) {
        List<String> counties = store.versionsInForce().stream()
                .map(ReferenceStore.Version::county)
                .filter(each -> county == null || each.equals(county))
                .filter(each -> administers(each, caller))
                .toList();
        if (counties.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        if (counties.size() > 1) {
            throw RefusedException.field("/county", "REQUIRED");
        }
        return packs.putRecord(
                counties.getFirst(),
                new RecordChange(kind, code.substring(1), fields),
                new PackChange.Terms(dryRun, strandCases, false),
                caller);
    }

    @GetMapping("/{kind}")
    List<ReferenceRecord> records(@PathVariable String kind, @RequestParam @Nullable String county, Caller caller) {
        List<Grant> readers = caller.grants().stream()
                .filter(grant -> grant.role() != Role.CITIZEN || !OF_STAFF.contains(kind))
                .toList();
        if (readers.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        List<ReferenceRecord> found = store.versionsInForce().stream()
                .filter(version -> county == null || version.county().equals(county))
                .filter(version -> inCountyOf(version.county(), readers))
                .flatMap(version -> store.records(version).stream())
                .filter(row -> row.kind().equals(kind))
                .map(row -> new ReferenceRecord(row.code(), row.fields()))
                .toList();
        if (found.isEmpty()) {
            throw RefusedException.notFound();
        }
        return found;
    }

    /** One record of a kind. */
    record ReferenceRecord(String code, Map<String, @Nullable Object> fields) {}

    private static void requireAdministrator(String county, Caller caller) {
        if (!administers(county, caller)) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
    }

    private static boolean administers(String county, Caller caller) {
        return caller.in(EnumSet.of(Role.ADMIN)).anyMatch(grant -> grant.covers(county));
    }

    private static boolean inCountyOf(String county, List<Grant> grants) {
        return grants.stream()
                .flatMap(grant -> grant.scopes().stream())
                .anyMatch(scope -> scope.length() >= COUNTY_DIGITS && scope.startsWith(county));
    }
}
