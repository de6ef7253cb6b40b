package org.whistle.intake.report;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.CaseFacts;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Position;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.intake.cases.KeptEvidence;
import org.whistle.intake.cases.Reporter;
import org.whistle.intake.cases.Reporters;
import org.whistle.intake.cases.UrgentLane;
import org.whistle.intake.organisation.GridIndex;
import org.whistle.intake.recurrence.Recurrences;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.place.DeclaredPosition;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.text.FreeText;
import org.whistle.kit.text.Spelling;
import org.whistle.kit.time.DatabaseTime;

/** 上报: turns a report into a case with its number and grid. */
@Service
public class ReportDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);

    private static final List<Source> REGISTERED =
            List.of(Source.HOTLINE_12345, Source.LEADER, Source.MEDIA, Source.DEPARTMENT);

    /** The sources that each role may name; the first is the default. */
    private static final Map<Role, List<Source>> SOURCES = Map.of(
            Role.GRID_WORKER,
            List.of(Source.GRID_PATROL, Source.SENSOR),
            Role.CITIZEN,
            List.of(Source.CITIZEN, Source.OPEN311),
            Role.DISPATCHER,
            REGISTERED,
            Role.COMMAND_LEADER,
            REGISTERED);

    private static final Set<Role> REPORTING = EnumSet.of(Role.GRID_WORKER, Role.CITIZEN);
    private static final Set<Role> REGISTERING = EnumSet.of(Role.DISPATCHER, Role.COMMAND_LEADER);

    private static final String TAKEN = "EXTERNAL_ID_TAKEN";
    private static final int GRID_DIGITS = 15;

    private final IntakeStore store;
    private final GridIndex grids;
    private final ReferenceData reference;
    private final Reporters reporters;
    private final KeptEvidence evidence;
    private final Recurrences recurrences;
    private final DatabaseTime time;
    private final JdbcClient jdbc;

    ReportDesk(
            IntakeStore store,
            GridIndex grids,
            ReferenceData reference,
            Reporters reporters,
            KeptEvidence evidence,
            Recurrences recurrences,
            DatabaseTime time,
            JdbcClient jdbc) {
        this.store = store;
        this.grids = grids;
        this.reference = reference;
        this.reporters = reporters;
        this.evidence = evidence;
        this.recurrences = recurrences;
        this.time = time;
        this.jdbc = jdbc;
    }

    /**
     * Reports, or registers a report of another person.
     *
     * @throws RefusedException 403 for a role that does not report, 409 for an external id already there, 422 for a place or
     *     category the county does not know
     */
    public Stored<IntakeCase> report(ReportCase report, Caller caller) {
        Grant acting = caller.in(REPORTING)
                .findFirst()
                .or(() -> caller.in(REGISTERING).findFirst())
                .orElseThrow(() -> new RefusedException(new Refusal.Forbidden("FORBIDDEN")));
        boolean registered = REGISTERING.contains(acting.role());
        return enter(report, sourceOf(report, acting), placeOf(report, acting, registered), acting, caller);
    }

    /**
     * Enters another system's report; the source is fixed for the system, not chosen in the report. The place is a position,
     * else a grid's code, or an address with its jurisdiction, which then has to be located.
     *
     * @throws RefusedException as {@link #report}
     */
    public Stored<IntakeCase> relay(ReportCase report, Source source, Caller caller) {
        Grant acting = caller.grants().getFirst();
        return enter(report, source, relayedPlace(report, acting), acting, caller);
    }

    private Stored<IntakeCase> enter(ReportCase report, Source source, Place place, Grant acting, Caller caller) {
        boolean registered = REGISTERING.contains(acting.role());
        Reference county = reference.require(place.code());
        Optional<Reference.Condition> condition = conditionOf(report, county);
        requireCountyRoute(report, registered, place, condition);
        List<String> photos = evidence.tokens("photoIds", report.photoIds());
        refuseKnown(source, report.externalId(), caller);
        Instant now = time.now();
        CaseFacts facts = new CaseFacts(
                nextNumber(county, now),
                report.categoryCode(),
                FreeText.screened(report.description()),
                place.position(),
                report.address() == null ? null : FreeText.screened(report.address()),
                place.gridCode(),
                source,
                report.externalId() == null ? null : report.externalId().strip(),
                registered ? report.externalDeadline() : null,
                photos,
                county.version().version());
        Reporter reporter = reporters.of(caller.account());
        IntakeCase reported = IntakeCase.reported(
                UuidCreator.getTimeOrderedEpoch(),
                facts,
                condition.map(Reference.Condition::code).orElse(null),
                condition.map(Reference.Condition::urgent).orElse(false),
                place.gridCode() == null ? place.code() : null,
                reporter,
                now);
        Outcome<IntakeCase> outcome = registered
                ? Registration.of(reported, report, county)
                : UrgentLane.takes(reported)
                        ? UrgentLane.after(reported, reportedEvent(reported, report), county)
                        : Outcome.of(reported, reportedEvent(reported, report));
        return insert(recurring(outcome, now), author(reporter, caller, acting), now);
    }

    /** 复发: linked to the closing it makes doubtful. */
    private Outcome<IntakeCase> recurring(Outcome<IntakeCase> outcome, Instant now) {
        CaseFacts facts = outcome.next().facts();
        return facts.position() == null
                ? outcome
                : recurrences
                        .find(facts.categoryCode(), facts.position(), now)
                        .map(found -> {
                            List<PendingEvent> events = new ArrayList<>(outcome.events());
                            events.add(PendingEvent.of(
                                    new IntakeEvent.RecurrenceLinked(found.earlierCase(), found.distanceMetres())));
                            return new Outcome<>(outcome.next().recurring(found.earlierCase()), events);
                        })
                        .orElse(outcome);
    }

    private Stored<IntakeCase> insert(Outcome<IntakeCase> outcome, Author author, Instant now) {
        IntakeCase reported = outcome.next();
        try {
            Stored<IntakeCase> stored = store.insert(outcome, author, now);
            LOG.info(
                    "decided action=report case={} number={} grid={} category={} source={} urgent={} state={}",
                    reported.caseId(),
                    reported.facts().caseNumber(),
                    reported.facts().gridCode(),
                    reported.facts().categoryCode(),
                    reported.source(),
                    reported.urgent(),
                    reported.state());
            return stored;
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal.Conflict(TAKEN, null, List.of()));
        }
    }

    private static IntakeEvent.Reported reportedEvent(IntakeCase reported, ReportCase report) {
        return new IntakeEvent.Reported(
                reported.facts(),
                reported.conditionCode(),
                reported.reporters().getFirst().pseudonym(),
                reported.urgent(),
                report.occurredAt());
    }

    /** The place of the case, or the jurisdiction that has to locate it. */
    private record Place(
            @Nullable Position position, @Nullable String gridCode, String code) {}

    private Place relayedPlace(ReportCase report, Grant acting) {
        if (positioned(report, acting)) {
            Place place = placeAt(Objects.requireNonNull(report.position()), acting);
            if (!acting.covers(place.code())) {
                throw RefusedException.field("/position", "OUTSIDE_GRIDS");
            }
            return place;
        }
        String code = report.jurisdictionCode();
        if (code == null || !acting.covers(code)) {
            throw RefusedException.field("/jurisdictionCode", "UNKNOWN_JURISDICTION");
        }
        return code.length() == GRID_DIGITS
                ? new Place(null, grids.locate(null, code, code), code)
                : new Place(null, null, code);
    }

    private Place placeOf(ReportCase report, Grant acting, boolean registered) {
        if (!registered || positioned(report, acting)) {
            if (report.position() == null) {
                throw RefusedException.missing("/position");
            }
            return placeAt(report.position(), acting);
        }
        if (report.address() == null || report.address().isBlank()) {
            throw RefusedException.field("/address", "REQUIRED");
        }
        String code = report.jurisdictionCode();
        if (code == null) {
            throw RefusedException.field("/jurisdictionCode", "REQUIRED");
        }
        if (!acting.covers(code) || !reference.require(code).jurisdictions().containsKey(code)) {
            throw RefusedException.field("/jurisdictionCode", "UNKNOWN_JURISDICTION");
        }
        return new Place(null, null, code);
    }

    /**
     * Whether the position gives the place. If the report also has an address and its jurisdiction, an unknown position or
     * one outside every grid does not: then the case has to be located (domain.md, Before the county).
     */
    private boolean positioned(ReportCase report, Grant acting) {
        if (report.position() == null) {
            return false;
        }
        boolean told = report.address() != null && !report.address().isBlank() && report.jurisdictionCode() != null;
        return !told
                || report.position().known()
                        && gridOf(report.position().toWgs84(), acting).isPresent();
    }

    private Place placeAt(DeclaredPosition declared, Grant acting) {
        Position position = declared.toWgs84();
        String grid = gridOf(position, acting).orElseThrow(() -> RefusedException.field("/position", "OUTSIDE_GRIDS"));
        return new Place(position, grid, grid);
    }

    /** The route straight to the county needs a grid and a condition, since the ticket needs both. */
    private static void requireCountyRoute(
            ReportCase report, boolean registered, Place place, Optional<Reference.Condition> condition) {
        if (!registered && report.route() != null) {
            throw RefusedException.field("/route", "NOT_ALLOWED");
        }
        if (report.route() == ReportCase.Route.COUNTY) {
            if (place.gridCode() == null) {
                throw RefusedException.field("/position", "REQUIRED");
            }
            if (condition.isEmpty()) {
                throw RefusedException.field("/conditionCode", "REQUIRED");
            }
        }
    }

    private static Source sourceOf(ReportCase report, Grant acting) {
        List<Source> allowed = SOURCES.getOrDefault(acting.role(), List.of());
        Source source = report.source() == null ? allowed.getFirst() : report.source();
        if (!allowed.contains(source)) {
            throw RefusedException.field("/source", "SOURCE_NOT_ALLOWED");
        }
        return source;
    }

    /** Anywhere in the reporter's own county: a worker at the edge of a grid reports what they see across the road. */
    private Optional<String> gridOf(Position position, Grant acting) {
        return grids.find(position)
                .map(Reference.Grid::code)
                .filter(code -> acting.scopes().stream().anyMatch(scope -> code.startsWith(countyOf(scope))));
    }

    private static String countyOf(String scope) {
        return scope.substring(0, Math.min(6, scope.length()));
    }

    private static Optional<Reference.Condition> conditionOf(ReportCase report, Reference county) {
        List<Reference.Condition> conditions = county.conditionsOf(report.categoryCode());
        if (conditions.isEmpty()) {
            throw RefusedException.field("/categoryCode", "UNKNOWN_CATEGORY");
        }
        if (report.conditionCode() == null) {
            return conditions.size() == 1 ? Optional.of(conditions.getFirst()) : Optional.empty();
        }
        return Optional.of(conditions.stream()
                .filter(condition -> condition.code().equals(report.conditionCode()))
                .findFirst()
                .orElseThrow(() -> RefusedException.field("/conditionCode", "UNKNOWN_CONDITION")));
    }

    /** Names the case only to a caller who may see it. */
    private void refuseKnown(Source source, @Nullable String externalId, Caller caller) {
        if (externalId != null) {
            jdbc.sql("""
                            select case_id from intake_case where source = :source and not external_twin
                            and replace(whistle_folded(external_id), ' ', '') = :id
                            """)
                    .param("source", source.name())
                    .param("id", Spelling.number(externalId))
                    .query(UUID.class)
                    .optional()
                    .ifPresent(known -> {
                        throw new RefusedException(
                                store.find(known)
                                                .filter(stored -> IntakeTable.readsReport(stored.body(), caller))
                                                .isPresent()
                                        ? new Refusal.Taken(TAKEN, known)
                                        : new Refusal.Conflict(TAKEN, null, List.of()));
                    });
        }
    }

    private String nextNumber(Reference county, Instant now) {
        LocalDate day = now.atZone(county.county().zone()).toLocalDate();
        return jdbc.sql("select next_case_number(:county, :day)")
                .param("county", county.county().code())
                .param("day", day)
                .query(String.class)
                .single();
    }

    private static Author author(Reporter reporter, Caller caller, Grant acting) {
        return acting.role() == Role.CITIZEN
                ? new Author(reporter.pseudonym(), acting.role().name(), caller.requestId())
                : Author.of(caller, acting);
    }
}
