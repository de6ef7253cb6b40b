package org.whistle.audit.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.Role;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.Source;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.VoidReason;

/**
 * Lives of cases that the desks could have lived: seeded, so that the same number is always the same log. In the county
 * {@code 350981} with 3 streets of 2 communities of 2 grids, 4 units and 3 categories.
 */
public final class RandomCases {

    /** The units that get parts. */
    public static final List<String> UNITS = List.of("WATER", "SANITATION", "MUNICIPAL", "GREENING");

    /** The categories. */
    public static final List<String> CATEGORIES = List.of("C0101", "C0900", "E0110");

    private static final Instant FIRST_DAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final int DAYS = 150;
    private static final int STEPS = 45;

    private final Random random;
    private final CaseScript script;
    private int failures;
    private int vetoes;
    private int attempt = 1;
    private boolean assistantDone = true;

    private RandomCases(long seed, Instant start) {
        random = new Random(seed * 7_919);
        script = CaseScript.of(
                seed,
                grid(),
                CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                random.nextInt(4) == 0 ? Source.CITIZEN : Source.GRID_PATROL,
                start.plus(Duration.ofMinutes(random.nextInt(DAYS * 24 * 60))));
    }

    /** A case of the first half of 2026. */
    public static List<Envelope> log(long seed) {
        return log(seed, FIRST_DAY);
    }

    /** A case reported within 150 days from an instant. */
    public static List<Envelope> log(long seed, Instant start) {
        return new RandomCases(seed, start).told();
    }

    private List<Envelope> told() {
        if (script.facts().source() == Source.GRID_PATROL) {
            script.by("worker-" + random.nextInt(6), Role.GRID_WORKER);
        } else {
            script.by("citizen-pseudonym", Role.CITIZEN);
        }
        script.reported();
        for (int step = 0; step < STEPS && going(); step++) {
            pause();
            step();
        }
        return script.log();
    }

    private boolean going() {
        return switch (script.state()) {
            case VOIDED, MERGED, FORCE_CLOSED -> false;
            case CLOSED -> random.nextInt(4) != 0;
            default -> random.nextInt(60) != 0;
        };
    }

    private void pause() {
        int kind = random.nextInt(10);
        Duration passed = kind < 6
                ? Duration.ofMinutes(1 + random.nextInt(180))
                : kind < 9 ? Duration.ofHours(3 + random.nextInt(30)) : Duration.ofDays(2 + random.nextInt(6));
        script.by("somebody", Role.DISPATCHER).after(passed);
    }

    private void step() {
        switch (script.state()) {
            case REPORTED -> reported();
            case VERIFYING -> script.then(new IntakeEvent.Verified(true, "", List.of()));
            case COMMUNITY_HANDLING -> handled(HandlingLevel.COMMUNITY);
            case STREET_HANDLING -> handled(HandlingLevel.STREET);
            case STREET_PENDING -> streetPending();
            case TICKETED -> ticketed();
            case DISPATCHED -> dispatched();
            case RETURN_REVIEW -> returnReview();
            case HANDLING -> handling();
            case SUSPENDED -> script.lead(Said.resumed());
            case CHECKING -> checking();
            case CONFIRMING -> confirming();
            case RULING -> ruling();
            case CLOSED -> closed();
            case VOIDED, MERGED, FORCE_CLOSED -> {}
        }
    }

    private void reported() {
        switch (random.nextInt(12)) {
            case 0 -> script.then(Said.voided(VoidReason.FALSE_REPORT));
            case 1 -> script.then(Said.merged());
            case 2 -> script.then(new IntakeEvent.VerificationRequested(null, null));
            case 3, 4 -> script.then(Said.handlingStarted(HandlingLevel.COMMUNITY));
            case 5 -> script.ticketed(Said.MISSING);
            default -> script.then(Said.escalated());
        }
    }

    private void handled(HandlingLevel level) {
        if (random.nextInt(6) == 0) {
            script.ticketed(condition());
        } else {
            script.then(Said.handled(level)).then(Said.checkRequested(true, flags()));
        }
    }

    private void streetPending() {
        failures = 0;
        vetoes = 0;
        switch (random.nextInt(10)) {
            case 0 -> script.then(Said.sentBack());
            case 1 -> script.then(Said.voided(VoidReason.OUT_OF_SCOPE));
            case 2 -> script.then(Said.handlingStarted(HandlingLevel.STREET));
            case 3 -> script.ticketed(Said.FENCED_OFF, Said.REPAIRED);
            default -> script.ticketed(condition());
        }
    }

    private void ticketed() {
        switch (random.nextInt(12)) {
            case 0 -> script.then(Said.rejected());
            case 1 -> script.then(new DispatchEvent.Filed());
            case 2 -> script.then(random.nextInt(4) == 0 ? Said.forceClosed() : new DeskEvent.Urged(""));
            default -> {
                attempt = 1;
                String unit = UNITS.get(random.nextInt(UNITS.size()));
                script.dispatched(unit);
            }
        }
    }

    private void dispatched() {
        switch (random.nextInt(8)) {
            case 0 -> script.lead(Said.returnRequested());
            case 1 -> recalled();
            case 2 -> script.lead(new DepartmentEvent.CheckedIn(10, "hash"));
            default -> script.lead(new DepartmentEvent.Accepted());
        }
    }

    private void recalled() {
        UUID part = script.leadPart();
        script.then(Said.recalled(true));
        if (random.nextBoolean()) {
            CaseEvent late = random.nextBoolean() ? Said.completed() : new DepartmentEvent.Accepted();
            script.after(Duration.ofMinutes(1)).tooLate(late, part, random.nextBoolean());
        }
    }

    private void returnReview() {
        if (random.nextInt(3) == 0) {
            script.lead(new DispatchEvent.ReturnRefused(true, ""));
        } else {
            script.lead(new DispatchEvent.ReturnApproved(true, ""));
        }
    }

    private void handling() {
        switch (random.nextInt(16)) {
            case 0 -> script.lead(Said.extensionRequested()).after(2).lead(Said.granted());
            case 1 -> script.lead(Said.extensionRequested()).after(1).lead(new DispatchEvent.ExtensionRefused(""));
            case 2 -> {
                Instant until = script.now().plus(Duration.ofDays(9));
                script.lead(Said.suspensionRequested(until)).after(1).lead(Said.suspended(until));
            }
            case 3 -> script.then(Said.supervised(SupervisionLevel.values()[random.nextInt(3)]));
            case 4 -> script.then(new DeskEvent.Urged(""));
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    script.then(Said.forceClosed());
                } else {
                    recalled();
                }
            }
            case 6 -> script.lead(new DepartmentEvent.ProgressNoted("", List.of()));
            case 7 -> script.then(new DispatchEvent.MisconductFound("WATER", "", List.of()));
            case 8 -> assisted();
            default -> completed();
        }
    }

    private void assisted() {
        if (assistantDone) {
            var part = script.part("GREENING", org.whistle.events.code.PartRole.ASSISTING);
            script.then(new DispatchEvent.AssistantAdded(part, null), part.assignmentId())
                    .after(random.nextInt(30))
                    .then(new DepartmentEvent.Accepted(), part.assignmentId())
                    .after(random.nextInt(30))
                    .then(Said.completed(), part.assignmentId());
            assistantDone = false;
        }
    }

    private void completed() {
        for (FiledCondition stage :
                script.conditions().subList(0, Math.max(0, script.conditions().size() - 1))) {
            script.lead(Said.stageCompleted(stage)).after(Duration.ofMinutes(random.nextInt(300)));
        }
        script.lead(Said.completed())
                .after(Duration.ofMinutes(1))
                .then(Said.accepted(script.leadPart()))
                .then(Said.checkRequested(false, flags()));
    }

    private void checking() {
        script.by("worker-" + random.nextInt(6), Role.GRID_WORKER);
        boolean self =
                script.book().clocks().stream().noneMatch(clock -> clock.kind() == org.whistle.clock.ClockKind.HANDLING)
                        || selfHandledNow();
        if (random.nextInt(4) != 0) {
            script.then(Said.checkPassed(self, flags()));
            if (self) {
                script.then(new IntakeEvent.Closed(true));
            }
            return;
        }
        failures++;
        if (self) {
            script.then(Said.checkFailed(HandlingLevel.STREET, failures));
            return;
        }
        script.then(Said.checkFailed(null, failures));
        if (failures < 3) {
            reworked(ReworkCause.CHECK_FAILED);
        }
    }

    /** Whether the last thing done about the case was done by community or street. */
    private boolean selfHandledNow() {
        return script.log().reversed().stream()
                .map(Envelope::data)
                .filter(data -> data instanceof IntakeEvent.Handled || data instanceof DepartmentEvent.Completed)
                .findFirst()
                .filter(IntakeEvent.Handled.class::isInstance)
                .isPresent();
    }

    private void reworked(ReworkCause cause) {
        attempt++;
        script.after(Duration.ofMinutes(1)).then(Said.reworkOrdered(cause, attempt, script.leadPart()));
    }

    private void confirming() {
        switch (random.nextInt(6)) {
            case 0 -> {
                vetoes++;
                script.then(Said.vetoed(vetoes));
                if (vetoes < 2) {
                    reworked(ReworkCause.VETOED);
                }
            }
            case 1, 2 -> script.then(Said.silence()).then(Said.closed());
            default -> script.then(Said.confirmed(60 + random.nextInt(40))).then(Said.closed());
        }
    }

    private void ruling() {
        switch (random.nextInt(3)) {
            case 0 -> {
                script.then(Said.ruled(RulingDecision.REWORK));
                reworked(ReworkCause.RULED);
            }
            case 1 -> script.then(Said.ruled(RulingDecision.REDISPATCH));
            default ->
                script.then(Said.ruled(RulingDecision.CLOSE))
                        .after(Duration.ofMinutes(1))
                        .then(Said.closed());
        }
    }

    private void closed() {
        switch (random.nextInt(8)) {
            case 0 -> script.then(Said.reopened());
            case 1 -> script.then(Said.spotChecked(random.nextInt(5) != 0));
            case 2 -> script.then(new IntakeEvent.CalledBack(true, random.nextBoolean(), 1 + random.nextInt(5), null));
            case 3 -> script.then(new IntakeEvent.Rated("r", random.nextBoolean(), 1 + random.nextInt(5), null));
            case 4 -> script.then(new IntakeEvent.RecurrenceLinked(new UUID(3, 3), 12));
            case 5 -> appealed();
            default -> {}
        }
    }

    /** About the last missed clock of the lead. */
    private void appealed() {
        if (!script.hasLead()) {
            return;
        }
        script.book()
                .latest(clock -> clock.of(script.leadPart()) && clock.missed() != null)
                .ifPresent(clock -> {
                    UUID appeal = script.nextId();
                    script.lead(Said.appealed(appeal, clock.clockId()))
                            .after(4)
                            .lead(new DispatchEvent.AppealReviewed(appeal, true, ""))
                            .after(4)
                            .lead(new DispatchEvent.AppealDecided(appeal, random.nextBoolean(), ""));
                });
    }

    private FiledCondition condition() {
        return random.nextInt(4) == 0 ? Said.REPLANTED : Said.SUNKEN;
    }

    private String[] flags() {
        return random.nextInt(5) == 0 ? new String[] {"OLD_PHOTO", "FAR_AWAY"} : new String[0];
    }

    private String grid() {
        return "350981%03d%03d%03d".formatted(1 + random.nextInt(3), 1 + random.nextInt(2), 1 + random.nextInt(2));
    }
}
