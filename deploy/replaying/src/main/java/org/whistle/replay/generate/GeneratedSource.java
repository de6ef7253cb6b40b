package org.whistle.replay.generate;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.whistle.replay.county.Condition;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.county.GridShape;
import org.whistle.replay.county.Place;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.ScriptSource;

/** Made-up cases of some days; the same for the same seed. What is not done by the end of the last day stays open. */
public final class GeneratedSource implements ScriptSource {

    private static final double AVERAGE_A_DAY = 40;

    /** A Monday; moved by whole weeks from here. */
    private static final LocalDateTime BASE = LocalDateTime.of(2026, 1, 5, 0, 0);

    /** A main case is open at least so long. */
    private static final Duration MERGEABLE = Duration.ofMinutes(90);

    private static final int[] KINDS =
            Arrays.stream(RouteKind.values()).mapToInt(RouteKind::weight).toArray();

    private final CountyPack pack;
    private final long seed;
    private final int days;
    private final List<Plan> plans;

    private GeneratedSource(CountyPack pack, long seed, int days, List<Plan> plans) {
        this.pack = pack;
        this.seed = seed;
        this.days = days;
        this.plans = plans;
    }

    /** Makes the first cases of so many days. */
    public static GeneratedSource of(CountyPack pack, int days, long seed, int limit) {
        RandomGenerator random = Draws.seeded(seed);
        List<LocalDateTime> starts = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            LocalDateTime midnight = BASE.plusDays(day);
            int reports = Rhythm.reports(midnight, AVERAGE_A_DAY, random);
            for (int i = 0; i < reports; i++) {
                starts.add(Rhythm.timeOfDay(midnight, random));
            }
        }
        Collections.sort(starts);
        Categories categories = new Categories(pack.conditions(), true);
        List<Plan> plans = new ArrayList<>();
        for (LocalDateTime start : starts.subList(0, Math.min(limit, starts.size()))) {
            plans.add(plan(plans, start, pack, categories, random));
        }
        return new GeneratedSource(pack, seed, days, List.copyOf(plans));
    }

    @Override
    public LocalDateTime first() {
        return plans.getFirst().start();
    }

    @Override
    public LocalDateTime last() {
        return BASE.plusDays(days);
    }

    @Override
    public List<CaseScript> scripts(long weeks) {
        List<CaseScript> scripts = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            String into = plan.main() < 0 ? "" : name(plan.main());
            scripts.add(new Journey(
                            name(i),
                            pack,
                            plan.grid(),
                            plan.place(),
                            plan.condition(),
                            plan.start().plusWeeks(weeks),
                            seed * 1_000_003 + i)
                    .along(plan.kind(), into)
                    .until(last().plusWeeks(weeks).atZone(pack.zone()).toInstant()));
        }
        return scripts;
    }

    private String name(int index) {
        return "gen-%d-%06d".formatted(seed, index + 1);
    }

    private static Plan plan(
            List<Plan> before, LocalDateTime start, CountyPack pack, Categories categories, RandomGenerator random) {
        RouteKind kind = RouteKind.values()[Draws.weighted(KINDS, random)];
        GridShape grid = Draws.one(pack.grids(), random);
        Place place = grid.draw(random);
        Condition condition = categories.draw(random);
        if (kind != RouteKind.MERGED) {
            boolean byRule = condition.urgent() && !kind.ofTheCounty();
            return new Plan(byRule ? RouteKind.COUNTY : kind, start, grid.code(), place, condition, -1);
        }
        int main = before.size() - 1;
        Plan other = before.isEmpty() ? null : before.getLast();
        if (other == null
                || other.kind() != RouteKind.COUNTY
                || other.condition().urgent()
                || other.start().plus(MERGEABLE).isBefore(start)) {
            return new Plan(RouteKind.COUNTY, start, grid.code(), place, condition, -1);
        }
        return new Plan(kind, start, other.grid(), other.place(), other.condition(), main);
    }

    private record Plan(RouteKind kind, LocalDateTime start, String grid, Place place, Condition condition, int main) {}
}
