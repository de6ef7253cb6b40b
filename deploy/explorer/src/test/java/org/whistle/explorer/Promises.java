package org.whistle.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockBook;
import org.whistle.department.part.DepartmentSide;
import org.whistle.dispatch.dispatching.DispatchSide;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.Followed;
import org.whistle.events.Producer;
import org.whistle.kit.desk.CaseRecord;

/** What holds once everything has arrived (events.md, What a consumer can rely on). */
final class Promises {

    private Promises() {}

    static void check(World world) {
        Followed audit = Followed.reported(1);
        ClockBook clocks = ClockBook.EMPTY;
        Set<UUID> superseded = new HashSet<>();
        for (Envelope envelope : world.log()) {
            audit = audit.after(envelope);
            clocks = clocks.follow(envelope, County.REFERENCE.calendar());
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
        ownersAndAuditAgree(world, clocks);
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

    /** Whoever follows comes to the same instants as the owner. */
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
