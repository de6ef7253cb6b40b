package org.whistle.intake.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.intake.cases.Reporters;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;

/** Open cases of the same category nearby: perhaps the same thing. */
@Service
public class Duplicates {

    private static final double RADIUS_METRES = 100;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final int MOST = 10;

    private final IntakeStore store;
    private final Reporters reporters;

    Duplicates(IntakeStore store, Reporters reporters) {
        this.store = store;
        this.reporters = reporters;
    }

    /** The nearest first; each is offered to the caller, who may join it even beyond the scope. */
    public List<Duplicate> offer(Stored<IntakeCase> stored, Caller caller) {
        IntakeCase record = stored.body();
        Position position = record.facts().position();
        if (position == null) {
            return List.of();
        }
        List<Duplicate> found = near(record, position).stream()
                .flatMap(other -> duplicate(other, position, caller).stream())
                .sorted(Comparator.comparing(Duplicate::distanceMetres))
                .limit(MOST)
                .toList();
        reporters.offer(found.stream().map(Duplicate::caseId).toList(), caller.account());
        return found;
    }

    private List<Stored<IntakeCase>> near(IntakeCase record, Position position) {
        double latitudes = RADIUS_METRES / METRES_PER_DEGREE;
        double longitudes = latitudes / Math.max(0.01, Math.cos(Math.toRadians(position.latitude())));
        return store.select(
                """
                where category_code = :category and case_id <> :self
                and state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')
                and latitude between :south and :north and longitude between :west and :east
                order by reported_at desc limit 50
                """,
                Map.of(
                        "category",
                        record.facts().categoryCode(),
                        "self",
                        record.caseId(),
                        "south",
                        position.latitude() - latitudes,
                        "north",
                        position.latitude() + latitudes,
                        "west",
                        position.longitude() - longitudes,
                        "east",
                        position.longitude() + longitudes));
    }

    private static Optional<Duplicate> duplicate(Stored<IntakeCase> other, Position position, Caller caller) {
        Position place = other.body().facts().position();
        if (place == null || place.distanceTo(position) > RADIUS_METRES) {
            return Optional.empty();
        }
        boolean inScope = IntakeTable.TABLE.sees(other.body(), caller);
        return Optional.of(new Duplicate(
                other.body().caseId(),
                other.body().facts().categoryCode(),
                Math.round(place.distanceTo(position)),
                other.body().reportedAt(),
                inScope ? other.body().facts().caseNumber() : null,
                inScope ? other.body().state() : null,
                inScope ? other.body().facts().description() : null));
    }

    /** Perhaps the same thing; outside the caller's scope only its category, distance and age. */
    public record Duplicate(
            UUID caseId,
            String categoryCode,
            long distanceMetres,
            Instant reportedAt,
            @Nullable String caseNumber,
            @Nullable CaseState state,
            @Nullable String description) {}
}
