package org.whistle.department.part;

import static org.whistle.kit.text.FreeText.screened;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.clock.DeskLimits;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.problem.RefusedException;

/** A unit's requests, extensions, suspensions and appeals, and until when each is possible; pure. */
final class Requests {

    /** 5 working days of 8 hours. */
    private static final Duration APPEALING = Duration.ofHours(5 * 8);

    private Requests() {}

    /** In the running clock's own unit, at most its limit. */
    static Outcome<DepartmentCase> extension(Assignment assignment, PartCommand.RequestExtension asked) {
        Limit limit = assignment.handlingClock().orElseThrow().limit();
        if (asked.amount() > limit.amount()) {
            throw RefusedException.field("/amount", "OVER_THE_LIMIT");
        }
        return PartMachine.changed(
                assignment,
                assignment.part().asking(UnitPart.Pending.EXTENSION),
                new DepartmentEvent.ExtensionRequested(
                        new Limit(asked.amount(), limit.unit()), asked.reasonCode(), screened(asked.note())));
    }

    static Outcome<DepartmentCase> suspension(
            Assignment assignment, PartCommand.RequestSuspension asked, PartMachine.Context context) {
        Instant latest =
                context.now().atZone(context.calendar().zone()).plusYears(1).toInstant();
        if (!asked.until().isAfter(context.now()) || asked.until().isAfter(latest)) {
            throw RefusedException.field("/until", "OUTSIDE_A_YEAR");
        }
        return PartMachine.changed(
                assignment,
                assignment.part().asking(UnitPart.Pending.SUSPENSION),
                new DepartmentEvent.SuspensionRequested(asked.until(), asked.reasonCode(), screened(asked.note())));
    }

    /** What may be appealed and was not: decisions and ratings that came here, and missed clocks, by their ids. */
    static List<String> appealable(Assignment assignment) {
        List<UnitPart.Appealable> known = assignment.part().appealable();
        Stream<String> decisions = known.stream().filter(one -> !one.appealed()).map(UnitPart.Appealable::id);
        Stream<String> misses = assignment.record().clocks().clocks().stream()
                .filter(clock -> clock.of(assignment.part().assignmentId()) && clock.missed() != null)
                .map(clock -> clock.clockId().toString())
                .filter(clock -> known.stream().noneMatch(one -> one.id().equals(clock)));
        return Stream.concat(decisions, misses).toList();
    }

    /** About a missed clock of the part, or a decision or rating that came here; each once. */
    static Outcome<DepartmentCase> appeal(
            Assignment assignment, PartCommand.Appeal appeal, PartMachine.Context context) {
        UnitPart part = assignment.part();
        Optional<UnitPart.Appealable> known = part.appealable().stream()
                .filter(one -> one.id().equals(appeal.about()))
                .findFirst();
        if (known.filter(UnitPart.Appealable::appealed).isPresent()) {
            throw RefusedException.field("/about", "ALREADY_APPEALED");
        }
        if (!appealable(assignment).contains(appeal.about())) {
            throw RefusedException.field("/about", "NOTHING_TO_APPEAL");
        }
        UUID appealId = context.ids().get();
        return PartMachine.changed(
                assignment,
                part.appealed(
                        appeal.about(), known.map(UnitPart.Appealable::kind).orElse("MISS")),
                new DepartmentEvent.AppealFiled(
                        appealId, appeal.about(), screened(appeal.reasonCode()), screened(appeal.note())));
    }

    /** The later of the accept deadline and 4 working hours; emergencies within the accept limit. */
    static @Nullable Instant returnUntil(OfferedPart part, Ticket ticket, Envelope envelope, WorkCalendar calendar) {
        Instant accept = envelope.clocks().stream()
                .filter(change -> change.change() == ClockChangeKind.STARTED
                        && change.kind().equals(ClockKind.ACCEPT.name())
                        && part.assignmentId().equals(change.assignmentId()))
                .map(ClockChange::deadline)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (ticket.urgent()) {
            return accept;
        }
        Instant window = calendar.afterWork(
                envelope.time(), Duration.ofHours(DeskLimits.returnWindow().amount()));
        return accept == null || accept.isBefore(window) ? window : accept;
    }

    static Instant appealUntil(Instant closed, WorkCalendar calendar) {
        return calendar.afterWork(closed, APPEALING);
    }
}
