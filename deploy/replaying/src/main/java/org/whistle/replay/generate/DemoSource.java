package org.whistle.replay.generate;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.whistle.replay.county.Condition;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.county.GridShape;
import org.whistle.replay.county.Place;
import org.whistle.replay.script.CaseScript;

/** About sixty made-up cases, some left in every state of the loop, most where the demo accounts of the desks are. */
public final class DemoSource {

    private static final String HOME_GRID = "350999001001001";
    private static final String HOME_COMMUNITY = "350999001001";
    private static final String HOME_STREET = "350999001";

    /** How many of each kind of route are left in which state; first the ones that others may refer to. */
    private static final List<Left> LEFT = List.of(
            new Left(RouteKind.COUNTY, "CLOSED", 6),
            new Left(RouteKind.COUNTY, "CONFIRMING", 4),
            new Left(RouteKind.COUNTY, "CHECKING", 4),
            new Left(RouteKind.COUNTY, "HANDLING", 6),
            new Left(RouteKind.COUNTY, "DISPATCHED", 6),
            new Left(RouteKind.COUNTY, "TICKETED", 6),
            new Left(RouteKind.COUNTY, "STREET_PENDING", 5),
            new Left(RouteKind.COUNTY, "REPORTED", 6),
            new Left(RouteKind.NOT_FOUND, "VERIFYING", 4),
            new Left(RouteKind.COMMUNITY, "COMMUNITY_HANDLING", 3),
            new Left(RouteKind.STREET, "STREET_HANDLING", 3),
            new Left(RouteKind.COMMUNITY, "CHECKING", 1),
            new Left(RouteKind.COMMUNITY, "CLOSED", 2),
            new Left(RouteKind.RETURNED, "RETURN_REVIEW", 3),
            new Left(RouteKind.NOT_FOUND, "VOIDED", 1),
            new Left(RouteKind.OUT_OF_SCOPE, "VOIDED", 1),
            new Left(RouteKind.MERGED, "MERGED", 2));

    private DemoSource() {}

    /**
     * Makes the scripts.
     *
     * @param start when the first is reported; only the order of the steps counts
     */
    public static List<CaseScript> scripts(CountyPack pack, LocalDateTime start, long seed) {
        RandomGenerator random = Draws.seeded(seed);
        Categories categories = new Categories(pack.conditions(), false);
        List<CaseScript> scripts = new ArrayList<>();
        List<Case> mains = new ArrayList<>();
        for (Left left : LEFT) {
            for (int i = 0; i < left.count(); i++) {
                int number = scripts.size() + 1;
                Case made = made(pack, categories, number, random);
                if (left.state().equals("HANDLING")) {
                    mains.add(made);
                }
                Case about = left.kind() == RouteKind.MERGED ? mains.get(i) : made;
                Journey journey = new Journey(
                        made.name(), pack, about.grid(), about.place(), about.condition(), start, seed + number);
                scripts.add(journey.along(left.kind(), about.name()).leftIn(left.state()));
            }
        }
        return scripts;
    }

    private static Case made(CountyPack pack, Categories categories, int number, RandomGenerator random) {
        String area = switch (number % 6) {
            case 0, 3 -> HOME_GRID;
            case 1 -> HOME_COMMUNITY;
            case 2, 4 -> HOME_STREET;
            default -> "";
        };
        List<GridShape> near = pack.grids().stream()
                .filter(grid -> grid.code().startsWith(area))
                .toList();
        GridShape grid = Draws.one(near.isEmpty() ? pack.grids() : near, random);
        return new Case("demo-%03d".formatted(number), grid.code(), grid.draw(random), categories.draw(random));
    }

    private record Left(RouteKind kind, String state, int count) {}

    private record Case(String name, String grid, Place place, Condition condition) {}
}
