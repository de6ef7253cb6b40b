package org.whistle.replay.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.whistle.replay.county.Accounts;
import org.whistle.replay.county.Condition;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.county.Place;

/** Writes the script of one case, step by step, with the right person for each. */
public final class CaseRoute {

    private final List<Step> steps = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final String name;
    private final String area;
    private final Place place;
    private final Condition condition;
    private final Accounts accounts;
    private final RandomGenerator random;
    private final ScriptLanguage wording;
    private String reporter = "";
    private String dispatcher = "";
    private String handler = "";

    /**
     * Starts a script.
     *
     * @param area the grid, or the county where all scopes are the county
     */
    public CaseRoute(
            String name, CountyPack pack, String area, Place place, Condition condition, RandomGenerator random) {
        this.name = name;
        this.area = area;
        this.place = place;
        this.condition = condition;
        this.accounts = pack.accounts();
        this.random = random;
        this.wording = area.length() < 15 ? ScriptLanguage.ENGLISH : ScriptLanguage.CHINESE;
    }

    /** The script so far. */
    public CaseScript script() {
        return firstSteps(steps.size());
    }

    /** Only what is planned by then, at least the report. */
    public CaseScript until(Instant horizon) {
        return firstSteps(Math.max(1, (int)
                steps.stream().filter(step -> !step.at().isAfter(horizon)).count()));
    }

    /** Only up to the first step that leads to a state. */
    public CaseScript leftIn(String state) {
        int index = states.indexOf(state);
        if (index < 0) {
            throw new IllegalArgumentException("state: " + state + " (expected: one of " + states + ")");
        }
        return firstSteps(index + 1);
    }

    private CaseScript firstSteps(int count) {
        return new CaseScript(name, steps.subList(0, count), states.get(count - 1));
    }

    public CaseRoute report(Instant at, String role, String description, int photos) {
        reporter = accounts.draw(role, area, random);
        Map<String, Object> body = new HashMap<>();
        body.put("categoryCode", condition.category());
        body.put("description", description);
        body.put("position", place.toJson());
        body.put("photoIds", photos(photos, "NEAR"));
        body.put("source", role.equals("GRID_WORKER") ? "GRID_PATROL" : "CITIZEN");
        body.put("externalId", name);
        if (role.equals("GRID_WORKER")) {
            body.put("conditionCode", condition.code());
        }
        return step(at, reporter, Act.REPORT, body, "REPORTED");
    }

    public CaseRoute requestVerification(Instant at) {
        return step(at, community(), Act.REQUEST_VERIFICATION, Map.of("conditionCode", condition.code()), "VERIFYING");
    }

    /** "Not found" voids the case. */
    public CaseRoute verify(Instant at, boolean found) {
        return step(
                at,
                gridWorker(),
                Act.VERIFY,
                Map.of(
                        "found",
                        found,
                        "note",
                        wording.verified(found),
                        "photoIds",
                        photos(found && !condition.evidence().equals("NONE") ? 1 : 0, "NEAR")),
                found ? "REPORTED" : "VOIDED");
    }

    public CaseRoute startHandling(Instant at, boolean byStreet) {
        handler = byStreet ? street() : community();
        return step(
                at,
                handler,
                Act.START_HANDLING,
                Map.of("conditionCode", condition.code()),
                byStreet ? "STREET_HANDLING" : "COMMUNITY_HANDLING");
    }

    public CaseRoute handle(Instant at) {
        Map<String, Object> body = Map.of("result", wording.result(condition), "photoIds", evidence(true));
        return step(at, handler, Act.HANDLE, body, "CHECKING");
    }

    public CaseRoute voidCase(Instant at, String reason) {
        return step(at, community(), Act.VOID, Map.of("reasonCode", reason, "note", wording.voided(reason)), "VOIDED");
    }

    public CaseRoute merge(Instant at, String into) {
        return step(
                at, community(), Act.MERGE, Map.of("into", new Later.CaseOf(into), "note", wording.merged()), "MERGED");
    }

    public CaseRoute escalate(Instant at) {
        String reason = random.nextInt(3) == 0 ? "NEEDS_ENFORCEMENT" : "BEYOND_POWER";
        return step(
                at,
                community(),
                Act.ESCALATE,
                Map.of("reasonCode", reason, "note", wording.escalated()),
                "STREET_PENDING");
    }

    public CaseRoute ticket(Instant at, String unit) {
        String kind = condition.urgent() ? "EMERGENCY" : unit.equals("URBAN_MGMT") ? "ENFORCEMENT" : "ROUTINE";
        Map<String, Object> body = Map.of(
                "whistleKind", kind,
                "conditionCodes", List.of(condition.code()),
                "units", List.of(unit),
                "reason", wording.whistled(condition));
        return step(at, street(), Act.TICKET, body, "TICKETED");
    }

    public CaseRoute file(Instant at) {
        return step(at, dispatcher(), Act.FILE, Map.of(), "TICKETED");
    }

    public CaseRoute dispatch(Instant at, String lead) {
        Map<String, Object> body = Map.of("lead", lead, "assisting", List.of(), "note", wording.dispatched());
        return step(at, dispatcher(), Act.DISPATCH, body, "DISPATCHED");
    }

    public CaseRoute accept(Instant at, String unit) {
        return step(at, accounts.ofUnit(unit), Act.ACCEPT, Map.of(), "HANDLING");
    }

    public CaseRoute requestReturn(Instant at, String unit) {
        Map<String, Object> body = Map.of("reasonCode", "WRONG_DEPARTMENT", "note", wording.returned());
        return step(at, accounts.ofUnit(unit), Act.REQUEST_RETURN, body, "RETURN_REVIEW");
    }

    /** By an account that did not dispatch it. */
    public CaseRoute reviewReturn(Instant at, String unit, boolean approve) {
        Later part = new Later.PartOf(accounts.ofUnit(unit));
        Map<String, Object> body = Map.of("assignmentId", part, "approve", approve, "note", wording.reviewed(approve));
        String reviewer = accounts.draw("DISPATCHER", area, random, dispatcher());
        return step(at, reviewer, Act.REVIEW_RETURN, body, approve ? "TICKETED" : "DISPATCHED");
    }

    public CaseRoute complete(Instant at, String unit) {
        Map<String, Object> body = new HashMap<>();
        body.put("result", wording.result(condition));
        body.put("criterionMet", true);
        body.put(condition.evidence().equals("DOCUMENT") ? "documentIds" : "photoIds", evidence(false));
        return step(at, accounts.ofUnit(unit), Act.COMPLETE, body, "CHECKING");
    }

    /** A passed check closes what was handled below the county. */
    public CaseRoute check(Instant at, boolean passed) {
        Map<String, Object> body = Map.of(
                "passed", passed,
                "note", wording.checked(passed),
                "photoIds", photos(condition.evidence().equals("NONE") ? 0 : 1, "AFTER"),
                "position", place.toJson());
        boolean self = !handler.isEmpty();
        String failed = self ? "COMMUNITY_HANDLING" : "HANDLING";
        return step(at, gridWorker(), Act.CHECK, body, passed ? self ? "CLOSED" : "CONFIRMING" : failed);
    }

    /** Rated by the street, unless it led itself: then the command center confirms and gives no mark. */
    public CaseRoute confirm(Instant at, String unit) {
        if (unit.startsWith("STREET-")) {
            return step(at, dispatcher(), Act.CONFIRM, Map.of("comment", wording.confirmed()), "CLOSED");
        }
        Map<String, Object> rating =
                Map.of("arrivalSpeed", mark(), "quality", mark(), "cooperation", mark(), "communication", mark());
        return step(at, street(), Act.CONFIRM, Map.of("rating", rating, "comment", wording.confirmed()), "CLOSED");
    }

    public CaseRoute veto(Instant at, String unit) {
        Map<String, Object> body = Map.of("reasonCode", "PARTLY_RESOLVED", "note", wording.vetoed());
        return step(at, unit.startsWith("STREET-") ? dispatcher() : street(), Act.VETO, body, "HANDLING");
    }

    public CaseRoute rate(Instant at) {
        int satisfaction = 3 + random.nextInt(3);
        Map<String, Object> body =
                Map.of("resolved", true, "satisfaction", satisfaction, "comment", wording.rated(satisfaction));
        return step(at, reporter, Act.RATE, body, "CLOSED");
    }

    public CaseRoute reopen(Instant at) {
        handler = "";
        Map<String, Object> body = Map.of("reasonCode", "RECURRED", "note", wording.reopened());
        return step(at, street(), Act.REOPEN, body, "STREET_PENDING");
    }

    private CaseRoute step(Instant at, String account, Act act, Map<String, Object> body, String next) {
        steps.add(new Step(at, account, act, body));
        states.add(next);
        return this;
    }

    private List<Object> evidence(boolean photosOnly) {
        return switch (condition.evidence()) {
            case "PHOTO" -> photos(1, "AFTER");
            case "DOCUMENT" -> List.of(photosOnly ? new Later.Photo("AFTER") : new Later.Document());
            default -> List.of();
        };
    }

    private static List<Object> photos(int count, String kind) {
        List<Object> photos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            photos.add(new Later.Photo(kind));
        }
        return photos;
    }

    private int mark() {
        return Math.min(100, 70 + random.nextInt(7) * 5 + random.nextInt(5));
    }

    private String community() {
        return accounts.draw("COMMUNITY", area, random);
    }

    private String street() {
        return accounts.draw("STREET", area, random);
    }

    private String gridWorker() {
        return accounts.draw("GRID_WORKER", area, random, reporter, handler);
    }

    private String dispatcher() {
        if (dispatcher.isEmpty()) {
            dispatcher = accounts.draw("DISPATCHER", area, random);
        }
        return dispatcher;
    }
}
