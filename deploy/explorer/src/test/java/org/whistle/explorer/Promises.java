package org.whistle.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockKind;
import org.whistle.department.part.DepartmentSide;
import org.whistle.dispatch.dispatching.DispatchSide;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.ObservedState;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.kit.desk.CaseRecord;

/** What holds once everything has arrived (events.md, What a consumer can rely on). */
final class Promises {

    private Promises() {}

    static void check(World world) {
        ObservedState audit = ObservedState.reported(1);
        ClockBook clocks = ClockBook.EMPTY;
        Set<UUID> superseded = new HashSet<>();
        for (Envelope envelope : world.log()) {
            audit = audit.after(envelope);
            clocks = clocks.follow(envelope, County.REFERENCE.calendar());
            if (envelope.data() instanceof DispatchEvent.Dispatched dispatched) {
                dispatched.parts().forEach(part -> saysWhatWasUsed(part, envelope));
            }
            if (envelope.data() instanceof DispatchEvent.Superseded one) {
                assertThat(superseded.add(one.eventId()))
                        .as("superseded twice: %s", one)
                        .isTrue();
            }
        }
        assertThat(audit.state())
                .as("audit and intake")
                .isEqualTo(world.intake().state());
        assertThat(audit.round())
                .as("round at audit and intake")
                .isEqualTo(world.intake().round());
        onlyPersonsAreSuperseded(world, superseded);
        if (world.dispatch() != null) {
            assertThat(world.dispatch().state())
                    .as("dispatch and intake")
                    .isEqualTo(world.intake().state());
            assertThat(world.units() == null ? List.of() : DepartmentSide.parts(world.units()))
                    .as("parts at the units and at dispatch")
                    .isEqualTo(DispatchSide.parts(world.dispatch()));
        }
        clocksStandStill(world, clocks);
        somebodyIsOnTheClock(world, clocks);
        ownersAndAuditAgree(world, clocks);
    }

    /** The time used before a recall in an offer is the one its handling clock starts with. */
    private static void saysWhatWasUsed(OfferedPart part, Envelope dispatched) {
        Duration used = dispatched.clocks().stream()
                .filter(change -> change.change() == ClockChangeKind.STARTED
                        && change.kind().equals(ClockKind.HANDLING.name())
                        && part.assignmentId().equals(change.assignmentId()))
                .map(change -> Objects.requireNonNullElse(change.used(), Duration.ZERO))
                .reduce((_, last) -> last)
                .orElseThrow();
        assertThat(part.timeUsed()).as("time used by %s", part).isEqualTo(used);
    }

    private static void onlyPersonsAreSuperseded(World world, Set<UUID> superseded) {
        assertThat(world.log().stream()
                        .filter(envelope -> superseded.contains(envelope.id()))
                        .toList())
                .as("superseded events are persons' decisions, in the log")
                .hasSize(superseded.size())
                .allMatch(Envelope::byPerson);
    }

    /** Never a running clock on a closed case, at any desk. */
    private static void clocksStandStill(World world, ClockBook audit) {
        if (world.intake().state().open()) {
            return;
        }
        List<ClockBook> books = new ArrayList<>(List.of(audit));
        desks(world).forEach(desk -> books.add(desk.clocks()));
        for (ClockBook book : books) {
            assertThat(book.open().filter(clock -> !clock.kind().afterTheEnd()).toList())
                    .as("open clocks of a case that is %s", world.intake().state())
                    .isEmpty();
        }
    }

    /** In every open state the clock of the party that has to act runs (domain.md, States). */
    private static void somebodyIsOnTheClock(World world, ClockBook audit) {
        Set<ClockKind> expected = switch (world.intake().state()) {
            case REPORTED -> EnumSet.of(ClockKind.COMMUNITY_TRIAGE);
            case VERIFYING -> EnumSet.of(ClockKind.VERIFICATION);
            case COMMUNITY_HANDLING, STREET_HANDLING -> EnumSet.of(ClockKind.SELF_HANDLING, ClockKind.REWORK);
            case STREET_PENDING -> EnumSet.of(ClockKind.STREET_TRIAGE);
            case TICKETED -> EnumSet.of(ClockKind.DISPATCH);
            case DISPATCHED -> EnumSet.of(ClockKind.ACCEPT);
            case RETURN_REVIEW -> EnumSet.of(ClockKind.RETURN_REVIEW);
            case HANDLING -> EnumSet.of(ClockKind.HANDLING, ClockKind.REWORK);
            case RULING -> EnumSet.of(ClockKind.RULING);
            case CHECKING -> EnumSet.of(ClockKind.CHECK);
            case CONFIRMING -> EnumSet.of(ClockKind.CONFIRMATION, ClockKind.CONFIRMATION_LEADER);
            case SUSPENDED, CLOSED, VOIDED, MERGED, FORCE_CLOSED -> EnumSet.noneOf(ClockKind.class);
        };
        if (!expected.isEmpty()) {
            assertThat(audit.open().filter(Clock::running).map(Clock::kind).toList())
                    .as("running clocks of a case that is %s", world.intake().state())
                    .containsAnyElementsOf(expected);
        }
    }

    /** A service that follows gets the same instants as the clock's owner. */
    private static void ownersAndAuditAgree(World world, ClockBook audit) {
        for (Producer owner : List.of(Producer.INTAKE, Producer.DISPATCH, Producer.DEPARTMENT)) {
            CaseRecord desk = desk(world, owner);
            if (desk != null) {
                assertThat(instants(audit, owner))
                        .as("clocks of %s at audit and at home", owner)
                        .isEqualTo(instants(desk.clocks(), owner));
            }
        }
    }

    private static Set<String> instants(ClockBook book, Producer owner) {
        Set<String> instants = new HashSet<>();
        for (Clock clock : book.clocks()) {
            if (clock.owner() == owner) {
                instants.add(clock.kind() + " " + clock.clockId() + " from " + clock.startedAt() + " to "
                        + clock.stoppedAt() + " by " + clock.deadline() + " missed " + (clock.missed() != null));
            }
        }
        return instants;
    }

    private static List<CaseRecord> desks(World world) {
        List<CaseRecord> desks = new ArrayList<>();
        for (Producer owner : List.of(Producer.INTAKE, Producer.DISPATCH, Producer.DEPARTMENT)) {
            CaseRecord desk = desk(world, owner);
            if (desk != null) {
                desks.add(desk);
            }
        }
        return desks;
    }

    private static @org.jspecify.annotations.Nullable CaseRecord desk(World world, Producer owner) {
        return switch (owner) {
            case INTAKE -> world.intake();
            case DISPATCH -> world.dispatch();
            case DEPARTMENT -> world.units();
            case AUDIT -> null;
        };
    }
}
