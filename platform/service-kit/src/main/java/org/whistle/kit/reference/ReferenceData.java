package org.whistle.kit.reference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CountyTime;
import org.whistle.kit.desk.CountyTimes;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reference data in force, in memory: read before anything asks for it, the web server and the loops included; other
 * replicas' activations are noticed within seconds.
 */
@Component
public class ReferenceData implements CountyTimes, InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceData.class);
    private static final int COUNTY_DIGITS = 6;
    private static final CountyTime BEFORE_ANY_PACK = new CountyTime(WorkCalendar.UNPUBLISHED, DeskLimits.DEFAULTS);

    private final ReferenceStore store;
    private final JsonMapper json;
    private volatile Map<String, Reference> byCounty = Map.of();
    private final Map<ReferenceStore.Version, WorkCalendar> earlier = new ConcurrentHashMap<>();
    private final Map<String, ReferenceStore.Version> failed = new ConcurrentHashMap<>();
    private volatile Map<String, CountyTime> times = Map.of();

    ReferenceData(ReferenceStore store, JsonMapper json, MeterRegistry meters) {
        meters.gaugeMapSize("whistle.reference.failed", Tags.empty(), failed);
        this.store = store;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** The reference data of the county that a code lies in; empty before its first pack. */
    public Optional<Reference> find(@Nullable String code) {
        return code == null || code.length() < COUNTY_DIGITS
                ? Optional.empty()
                : Optional.ofNullable(byCounty.get(code.substring(0, COUNTY_DIGITS)));
    }

    /**
     * The reference data of the county that a code lies in.
     *
     * @throws RefusedException 409 before its first pack
     */
    public Reference require(@Nullable String code) {
        return find(code)
                .orElseThrow(() -> new RefusedException(new Refusal.Conflict("NO_REFERENCE_DATA", null, List.of())));
    }

    /**
     * The one county that all of these known codes lie in.
     *
     * @param scopes of a county, jurisdictions or grids; the field {@code /scopes} of what was sent
     * @throws RefusedException 422 for a code that is not there, or codes of several counties
     */
    public String countyOf(List<String> scopes) {
        List<String> counties = scopes.stream()
                .map(scope -> find(scope)
                        .filter(county -> scope.equals(county.county().code())
                                || county.jurisdictions().containsKey(scope)
                                || county.grids().containsKey(scope))
                        .map(county -> county.county().code())
                        .orElseThrow(() -> RefusedException.field("/scopes", "UNKNOWN_JURISDICTION")))
                .distinct()
                .toList();
        if (counties.size() != 1) {
            throw RefusedException.field("/scopes", "ONE_COUNTY");
        }
        return counties.getFirst();
    }

    /** Every county in force. */
    public List<Reference> all() {
        return List.copyOf(byCounty.values());
    }

    @Override
    public void afterPropertiesSet() {
        refresh();
    }

    /** Reads what is in force now, where it changed. */
    @Scheduled(initialDelay = 2_000, fixedDelay = 2_000)
    public synchronized void refresh() {
        Map<String, Reference> next = new HashMap<>(byCounty);
        for (ReferenceStore.Version version : store.versionsInForce()) {
            Reference known = next.get(version.county());
            if (known == null || known.version().version() != version.version()) {
                readable(version).ifPresent(read -> next.put(version.county(), read));
            }
        }
        if (!next.equals(byCounty)) {
            times = next.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().time()));
        }
        byCounty = Map.copyOf(next);
    }

    /** The calendar and limits of the county that a code lies in; before its first pack only weekends are known. */
    @Override
    public CountyTime timeOf(@Nullable String code) {
        CountyTime known =
                code == null || code.length() < COUNTY_DIGITS ? null : times.get(code.substring(0, COUNTY_DIGITS));
        return known == null ? BEFORE_ANY_PACK : known;
    }

    /** The time zone for a caller's dates: that of the first county they act in. */
    public ZoneId zoneOf(Caller caller) {
        return timeOf(caller.grants().stream()
                        .flatMap(grant -> grant.scopes().stream())
                        .findFirst()
                        .orElse(null))
                .calendar()
                .zone();
    }

    /**
     * A calendar by the version a clock carries; the one in force where that version is none of this county's packs, or one that has
     * not arrived yet.
     *
     * @param version such as {@code 2026-1@3}
     */
    public WorkCalendar calendar(@Nullable String code, String version) {
        WorkCalendar inForce = timeOf(code).calendar();
        if (code == null || inForce.version().equals(version) || !version.matches(".*@\\d+")) {
            return inForce;
        }
        ReferenceStore.Version pack = new ReferenceStore.Version(
                code.substring(0, COUNTY_DIGITS), Long.parseLong(version.substring(version.lastIndexOf('@') + 1)), "");
        WorkCalendar known = earlier.get(pack);
        if (known != null) {
            return known;
        }
        if (!store.wasInForce(pack)) {
            return inForce;
        }
        return earlier.computeIfAbsent(pack, _ -> load(pack).calendar());
    }

    /** One version of a county's reference data; empty for one that was never in force here. */
    public Optional<Reference> version(String county, long version) {
        ReferenceStore.Version asked = new ReferenceStore.Version(county, version, "");
        return store.wasInForce(asked) ? Optional.of(load(asked)) : Optional.empty();
    }

    /** Empty where a record of it cannot be read: then the version before stays in force, and the other counties go on. */
    private Optional<Reference> readable(ReferenceStore.Version version) {
        try {
            Reference read = load(version);
            failed.remove(version.county());
            LOG.info("reference data in force county={} version={}", version.county(), version.version());
            return Optional.of(read);
        } catch (RuntimeException e) {
            if (Passing.is(e)) {
                throw e;
            }
            if (!version.equals(failed.put(version.county(), version))) {
                LOG.error("reference data not read county={} version={}", version.county(), version.version(), e);
            }
            return Optional.empty();
        }
    }

    private Reference load(ReferenceStore.Version version) {
        Map<String, List<ReferenceStore.Row>> kinds =
                store.records(version).stream().collect(Collectors.groupingBy(ReferenceStore.Row::kind));
        Map<String, Reference.County> counties = typed(kinds, "county", Reference.County.class, Reference.County::code);
        return new Reference(
                version,
                counties.values().iterator().next(),
                typed(kinds, "jurisdictions", Reference.Jurisdiction.class, Reference.Jurisdiction::code),
                typed(kinds, "grids", Reference.Grid.class, Reference.Grid::code),
                typed(kinds, "units", Reference.Unit.class, Reference.Unit::code),
                typed(kinds, "conditions", Reference.Condition.class, Reference.Condition::code),
                typed(kinds, "moves", Reference.Move.class, Reference.Move::code),
                typed(kinds, "holidays", Reference.Holiday.class, Reference.Holiday::code),
                typed(kinds, "limits", Reference.DeskLimit.class, Reference.DeskLimit::code),
                typed(kinds, "rosters", Reference.Duty.class, Reference.Duty::code),
                typed(kinds, "policies", Reference.Policy.class, Reference.Policy::code));
    }

    private <T> Map<String, T> typed(
            Map<String, List<ReferenceStore.Row>> kinds, String kind, Class<T> type, Function<T, String> code) {
        return kinds.getOrDefault(kind, List.of()).stream()
                .map(row -> {
                    Map<String, @Nullable Object> fields = new HashMap<>(row.fields());
                    fields.put("code", row.code());
                    return json.convertValue(fields, type);
                })
                .collect(Collectors.toMap(code, Function.identity()));
    }
}
