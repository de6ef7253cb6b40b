package org.whistle.bench.loop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.whistle.replay.county.Accounts;
import org.whistle.replay.county.Condition;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.county.GridShape;
import org.whistle.replay.county.Place;

/**
 * The plan of one closed loop: place, category, and the account of each step; the same number is always the same plan.
 *
 * @param unit that leads
 */
record LoopPlan(
        int number,
        Place place,
        Condition condition,
        String unit,
        String reporter,
        String community,
        String street,
        String dispatcher,
        String department,
        String checker) {

    private static final Map<String, Integer> RATING =
            Map.of("arrivalSpeed", 90, "quality", 85, "cooperation", 95, "communication", 88);

    /** Draws a plan for any grid of the county. */
    static LoopPlan of(CountyPack pack, int number) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7_919L * number + 1);
        Accounts accounts = pack.accounts();
        GridShape grid = pack.grids().get(random.nextInt(pack.grids().size()));
        Set<String> units = Set.copyOf(accounts.units());
        List<Condition> conditions = pack.conditions().stream()
                .filter(condition -> !condition.urgent()
                        && !condition.staged()
                        && condition.evidence().equals("PHOTO")
                        && units.contains(condition.leadUnit()))
                .toList();
        Condition condition = conditions.get(random.nextInt(conditions.size()));
        String reporter = accounts.draw("GRID_WORKER", grid.code(), random);
        return new LoopPlan(
                number,
                grid.draw(random),
                condition,
                condition.leadUnit(),
                reporter,
                accounts.draw("COMMUNITY", grid.code(), random),
                accounts.draw("STREET", grid.code(), random),
                accounts.draw("DISPATCHER", grid.code(), random),
                accounts.ofUnit(condition.leadUnit()),
                accounts.draw("GRID_WORKER", grid.code(), random, reporter));
    }

    /** Who takes a step. */
    String account(LoopStep step) {
        return switch (step) {
            case REPORT -> reporter;
            case ESCALATE -> community;
            case TICKET, CONFIRM -> street;
            case DISPATCH -> dispatcher;
            case ACCEPT, PHOTO, COMPLETE -> department;
            case CHECK -> checker;
        };
    }

    /** The body of a step's request; for the photo it is a file. */
    Map<String, Object> body(LoopStep step, String photoId) {
        return switch (step) {
            case REPORT ->
                Map.of(
                        "categoryCode",
                        condition.category(),
                        "conditionCode",
                        condition.code(),
                        "description",
                        condition.nameZh() + condition.conditionZh() + "，第 " + number + " 号",
                        "position",
                        place.toJson(),
                        "source",
                        "GRID_PATROL");
            case ESCALATE -> Map.of("reasonCode", "BEYOND_POWER", "note", "社区无处置权限，上报街道。");
            case TICKET ->
                Map.of(
                        "whistleKind",
                        unit.equals("URBAN_MGMT") ? "ENFORCEMENT" : "ROUTINE",
                        "conditionCodes",
                        List.of(condition.code()),
                        "units",
                        List.of(unit),
                        "reason",
                        "街道无力自行处置，请部门报到。");
            case DISPATCH -> Map.of("lead", unit, "assisting", List.of(), "note", "请按时限处置并反馈。");
            case ACCEPT, PHOTO -> Map.of();
            case COMPLETE -> Map.of("result", "已到场处置。", "criterionMet", true, "photoIds", List.of(photoId));
            case CHECK -> Map.of("passed", true, "note", "现场核查，已处置到位。", "position", place.toJson());
            case CONFIRM -> Map.of("rating", RATING, "comment", "同意结案。");
        };
    }
}
