package org.whistle.dispatch.reference.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.dispatch.reference.PackImport;
import org.whistle.dispatch.reference.RecordChange;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceStore;
import tools.jackson.databind.JsonNode;

/** County packs in, reference data out. */
@RestController
@RequestMapping("/api/dispatch/reference")
class ReferenceController {

    private static final int COUNTY_DIGITS = 6;

    private final PackImport packs;
    private final RecordChange records;
    private final ReferenceStore store;

    ReferenceController(PackImport packs, RecordChange records, ReferenceStore store) {
        this.packs = packs;
        this.records = records;
        this.store = store;
    }

    @PutMapping("/packs/{county}")
    PackImport.Result importPack(
            @PathVariable String county,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody byte[] zip,
            Caller caller) {
        if (caller.in(EnumSet.of(Role.ADMIN)).noneMatch(grant -> grant.covers(county))) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return packs.run(county, zip, dryRun, caller);
    }

    @GetMapping("/packs/{county}")
    ReferenceStore.Version pack(@PathVariable String county) {
        return store.versionInForce(county).orElseThrow(RefusedException::notFound);
    }

    /** The code of a roster entry has a slash in it. */
    @PutMapping("/{kind}/{*code}")
    PackImport.Result change(
            @PathVariable String kind,
            @PathVariable String code,
            @RequestParam @Nullable String county,
            @RequestBody Map<String, JsonNode> fields,
            Caller caller) {
        List<String> counties = store.versionsInForce().stream()
                .map(ReferenceStore.Version::county)
                .filter(each -> county == null || each.equals(county))
                .filter(each -> caller.in(EnumSet.of(Role.ADMIN)).anyMatch(grant -> grant.covers(each)))
                .toList();
        if (counties.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        if (counties.size() > 1) {
            throw RefusedException.field("/county", "REQUIRED");
        }
        return records.put(counties.getFirst(), new RecordChange.Change(kind, code.substring(1), fields), caller);
    }

    @GetMapping("/{kind}")
    List<ReferenceRecord> records(@PathVariable String kind, @RequestParam @Nullable String county, Caller caller) {
        List<ReferenceRecord> found = store.versionsInForce().stream()
                .filter(version -> county == null || version.county().equals(county))
                .filter(version -> inCountyOf(version.county(), caller))
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

    private static boolean inCountyOf(String county, Caller caller) {
        return caller.grants().stream()
                .flatMap(grant -> grant.scopes().stream())
                .anyMatch(scope -> scope.length() >= COUNTY_DIGITS && scope.startsWith(county));
    }
}
