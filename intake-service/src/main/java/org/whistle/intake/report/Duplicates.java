package org.whistle.intake.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.intake.cases.Reporters;
import org.whistle.intake.organisation.Surroundings;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Open cases nearby that may be duplicates, most likely first ({@link Likeness}). */
@Service
public class Duplicates {

    private static final double USUAL_RADIUS_METRES = 50;
    private static final int MOST = 10;

    private final IntakeStore store;
    private final Reporters reporters;
    private final ReferenceData reference;

    Duplicates(IntakeStore store, Reporters reporters, ReferenceData reference) {
        this.store = store;
        this.reporters = reporters;
        this.reference = reference;
    }

    /** The likeliest first; each is offered to the caller, who may join it even beyond the scope. */
    public List<Duplicate> offer(Stored<IntakeCase> stored, Caller caller) {
        Position position = stored.body().facts().position();
        if (position == null) {
            return List.of();
        }
        double radius = radius(stored.body());
        List<Duplicate> found = near(stored.body(), position, radius).stream()
                .flatMap(other -> match(stored, other, position, radius, caller))
                .sorted(Comparator.comparing((Match match) -> match.likeness().score())
                        .reversed()
                        .thenComparing(match -> match.duplicate().reportedAt()))
                .map(Match::duplicate)
                .limit(MOST)
                .toList();
        reporters.offer(found.stream().map(Duplicate::caseId).toList(), caller.account());
        return found;
    }

    private double radius(IntakeCase record) {
        return reference.find(record.jurisdiction()).stream()
                .flatMap(county -> county.conditionsOf(record.facts().categoryCode()).stream())
                .map(Reference.Condition::duplicateRadius)
                .filter(Objects::nonNull)
                .mapToDouble(Integer::doubleValue)
                .findFirst()
                .orElse(USUAL_RADIUS_METRES);
    }

    private List<Stored<IntakeCase>> near(IntakeCase record, Position position, double radius) {
        Map<String, Object> parameters = Surroundings.of(position, radius).parameters();
        parameters.put("self", record.caseId());
        parameters.put("category", record.facts().categoryCode());
        parameters.put("latitude", position.latitude());
        parameters.put("longitude", position.longitude());
        return store.select("""
                where case_id <> :self and state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')
                and latitude between :south and :north and longitude between :west and :east
                order by category_code = :category desc, abs(latitude - :latitude) + abs(longitude - :longitude) limit 100
                """, parameters);
    }

    /** Outside the caller's scope the text is not compared, so that neither order nor presence of a case reveals it. */
    private static Stream<Match> match(
            Stored<IntakeCase> stored, Stored<IntakeCase> other, Position position, double radius, Caller caller) {
        CaseFacts facts = other.body().facts();
        Position place = facts.position();
        if (place == null) {
            return Stream.empty();
        }
        boolean inScope = IntakeTable.readsReport(other.body(), caller);
        Likeness likeness = new Likeness(
                place.distanceTo(position),
                radius,
                facts.categoryCode().equals(stored.body().facts().categoryCode()),
                inScope
                        ? TextSimilarity.of(
                                facts.description(), stored.body().facts().description())
                        : 0,
                Duration.between(other.body().reportedAt(), stored.readAt()));
        return likeness.plausible()
                ? Stream.of(new Match(likeness, duplicate(other.body(), likeness, inScope)))
                : Stream.empty();
    }

    private static Duplicate duplicate(IntakeCase other, Likeness likeness, boolean inScope) {
        return new Duplicate(
                other.caseId(),
                other.facts().categoryCode(),
                likeness.sameCategory(),
                Math.round(likeness.distanceMetres()),
                Math.round(likeness.radiusMetres()),
                other.reportedAt(),
                Math.max(0, likeness.age().toHours()),
                inScope ? rounded(likeness.textSimilarity()) : null,
                inScope ? rounded(likeness.score()) : null,
                inScope ? other.facts().caseNumber() : null,
                inScope ? other.state() : null,
                inScope ? other.facts().description() : null);
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /**
     * A possible duplicate; outside the caller's scope only its category, distance and age.
     *
     * @param radiusMetres within which another report of the category asked about is looked for
     * @param textSimilarity of the descriptions, from 0 to 1
     * @param score from 0 to 1, as computed by {@link Likeness}
     */
    public record Duplicate(
            UUID caseId,
            String categoryCode,
            boolean sameCategory,
            long distanceMetres,
            long radiusMetres,
            Instant reportedAt,
            long ageHours,
            @Nullable Double textSimilarity,
            @Nullable Double score,
            @Nullable String caseNumber,
            @Nullable CaseState state,
            @Nullable String description) {}

    private record Match(Likeness likeness, Duplicate duplicate) {}
}
