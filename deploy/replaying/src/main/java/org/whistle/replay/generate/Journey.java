package org.whistle.replay.generate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import org.whistle.replay.county.Condition;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.county.Place;
import org.whistle.replay.script.CaseRoute;

/** Takes one made-up case along a kind of route, each step a usual while after the one before. */
final class Journey {

    private static final Duration SHORT = Duration.ofMinutes(12);
    private static final Duration DESK = Duration.ofMinutes(50);
    private static final Duration SITE = Duration.ofHours(2);

    private final CountyPack pack;
    private final String grid;
    private final Condition condition;
    private final RandomGenerator random;
    private final ZoneId zone;
    private final CaseRoute route;
    private final String lead;
    private LocalDateTime time;

    Journey(
            String name,
            CountyPack pack,
            String grid,
            Place place,
            Condition condition,
            LocalDateTime start,
            long seed) {
        this.pack = pack;
        this.grid = grid;
        this.condition = condition;
        this.random = Draws.seeded(seed);
        this.zone = pack.zone();
        this.route = new CaseRoute(name, pack, grid, place, condition, random);
        this.lead = condition.leadIn(grid);
        this.time = start;
    }

    /**
     * Writes the script.
     *
     * @param into the main case for {@link RouteKind#MERGED}, otherwise empty
     */
    CaseRoute along(RouteKind kind, String into) {
        boolean citizen = kind == RouteKind.NOT_FOUND || random.nextInt(100) < 35;
        String role = citizen ? "CITIZEN" : "GRID_WORKER";
        route.report(now(), role, Descriptions.of(condition, random), condition.urgent() ? 1 : random.nextInt(2));
        if (kind == RouteKind.MERGED) {
            return route.merge(after(DESK), into);
        }
        if (kind == RouteKind.OUT_OF_SCOPE) {
            return route.voidCase(after(DESK), "OUT_OF_SCOPE");
        }
        if (citizen) {
            route.requestVerification(after(DESK)).verify(after(SITE), kind != RouteKind.NOT_FOUND);
        }
        switch (kind) {
            case NOT_FOUND, MERGED, OUT_OF_SCOPE -> {}
            case COMMUNITY -> selfHandled(false);
            case STREET -> selfHandled(true);
            case COUNTY -> {
                whistle();
                handled(lead).confirm(after(DESK), lead);
                if (citizen) {
                    route.rate(after(SITE));
                }
            }
            case RETURNED -> returned();
            case CHECK_FAILED -> {
                whistle();
                worked(lead).check(after(SITE), false);
                route.complete(after(handling().dividedBy(3)), lead).check(after(SITE), true);
                route.confirm(after(DESK), lead);
            }
            case VETOED -> {
                whistle();
                handled(lead).veto(after(DESK), lead);
                route.complete(after(handling().dividedBy(3)), lead).check(after(SITE), true);
                route.confirm(after(DESK), lead);
            }
            case REOPENED -> {
                whistle();
                handled(lead).confirm(after(DESK), lead).reopen(after(Duration.ofHours(20)));
                ticketed();
                handled(lead).confirm(after(DESK), lead);
            }
        }
        return route;
    }

    private void selfHandled(boolean byStreet) {
        if (byStreet) {
            route.escalate(after(DESK));
        }
        route.startHandling(after(DESK), byStreet).handle(after(handling())).check(after(SITE), true);
    }

    private void whistle() {
        route.escalate(after(DESK));
        ticketed();
    }

    private void ticketed() {
        route.ticket(after(DESK), lead).file(after(SHORT)).dispatch(after(SHORT), lead);
    }

    /** The first unit returns the case as not its own, and the return is approved. */
    private void returned() {
        String wrong = wrongUnit();
        route.escalate(after(DESK))
                .ticket(after(DESK), wrong)
                .file(after(SHORT))
                .dispatch(after(SHORT), wrong)
                .requestReturn(after(SHORT), wrong)
                .reviewReturn(after(SHORT), wrong, true)
                .dispatch(after(SHORT), lead);
        handled(lead).confirm(after(DESK), lead);
    }

    private String wrongUnit() {
        List<String> others = condition.assistingUnits().isEmpty()
                ? pack.accounts().units().stream()
                        .filter(unit -> !unit.startsWith("STREET-") && !unit.equals(lead))
                        .toList()
                : condition.assistingUnits();
        return Condition.unitIn(Draws.one(others, random), grid);
    }

    private CaseRoute worked(String unit) {
        return route.accept(after(DESK), unit).complete(after(handling()), unit);
    }

    private CaseRoute handled(String unit) {
        return worked(unit).check(after(SITE), true);
    }

    /** About two thirds of the limit. */
    private Duration handling() {
        Duration one = switch (condition.handleUnit()) {
            case "URGENT_MINUTE" -> Duration.ofMinutes(1);
            case "URGENT_HOUR", "WORK_HOUR" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
        return one.multipliedBy(condition.handleLimit()).multipliedBy(2).dividedBy(3);
    }

    private Instant after(Duration usual) {
        time = Rhythm.later(time, usual, condition.urgent(), random);
        return now();
    }

    private Instant now() {
        return time.atZone(zone).toInstant();
    }
}
