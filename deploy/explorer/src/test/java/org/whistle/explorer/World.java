package org.whistle.explorer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whistle.department.part.DepartmentCase;
import org.whistle.department.part.DepartmentSide;
import org.whistle.department.part.PartCommand;
import org.whistle.dispatch.dispatching.DispatchCase;
import org.whistle.dispatch.dispatching.DispatchCommand;
import org.whistle.dispatch.dispatching.DispatchSide;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.events.code.Source;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeCommand;
import org.whistle.intake.cases.IntakeSide;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.TestRecorder;

/**
 * One case in three services with what is on its way between them: each service's outbox, the one log that carries them all,
 * and how far each service has read it. Immutable; every step makes another. Time is causal: a service's next decision comes
 * a minute after the latest event it knows, so that worlds that differ only in irrelevant order are equal.
 */
record World(
        IntakeCase intake,
        @Nullable DispatchCase dispatch,
        @Nullable DepartmentCase units,
        List<Side> sides,
        List<Envelope> log) {

    static final int INTAKE = 0;
    static final int DISPATCH = 1;
    static final int UNITS = 2;

    /** Monday, 08:00 in the county. */
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private static final IntakeSide INTAKE_SIDE = new IntakeSide(County.REFERENCE);
    private static final DispatchSide DISPATCH_SIDE = new DispatchSide(County.REFERENCE);
    private static final DepartmentSide UNITS_SIDE = new DepartmentSide(County.REFERENCE);
    private static final Duration STEP = Duration.ofMinutes(1);

    World {
        sides = List.copyOf(sides);
        log = List.copyOf(log);
    }

    /** The state of one service: events it recorded and not sent yet, and how far it has read the log. */
    record Side(long sequence, Instant last, List<Envelope> outbox, int read, int ids) {

        Side {
            outbox = List.copyOf(outbox);
        }
    }

    /** A report of a grid worker or a citizen, known to intake alone. */
    static World reported(String condition, boolean urgent, Source source) {
        Side fresh = new Side(0, START, List.of(), 0, 0);
        Ids ids = new Ids(INTAKE, 0);
        TestRecorder.Turn<IntakeCase> turn =
                INTAKE_SIDE.report(County.CASE, County.facts(condition, source), condition, urgent, START, ids);
        Side intake = new Side(turn.sequence(), START, turn.envelopes(), 0, ids.used);
        return new World(turn.body(), null, null, List.of(intake, fresh, fresh), List.of());
    }

    World decide(IntakeCommand command, Caller caller) {
        Ids ids = ids(INTAKE);
        Instant now = next(INTAKE);
        return intake(INTAKE_SIDE.decide(intake, sides.get(INTAKE).sequence(), command, caller, now, ids), now, ids, 0);
    }

    World decide(DispatchCommand command, Caller caller) {
        Ids ids = ids(DISPATCH);
        Instant now = next(DISPATCH);
        return dispatch(
                DISPATCH_SIDE.decide(known(dispatch), sides.get(DISPATCH).sequence(), command, caller, now, ids),
                now,
                ids,
                0);
    }

    World decide(String unit, PartCommand command) {
        Ids ids = ids(UNITS);
        Instant now = next(UNITS);
        UUID part = known(DepartmentSide.partOf(known(units), unit));
        return units(
                UNITS_SIDE.decide(
                        known(units), sides.get(UNITS).sequence(), part, command, County.liaison(unit), now, ids),
                now,
                ids,
                0);
    }

    /** The next timer of a service fires; the same where it has none. */
    World fire(int side) {
        Optional<Instant> due = switch (side) {
            case INTAKE -> INTAKE_SIDE.nextTimer(intake);
            case DISPATCH -> dispatch == null ? Optional.empty() : DISPATCH_SIDE.nextTimer(dispatch);
            default -> units == null ? Optional.empty() : UNITS_SIDE.nextTimer(units);
        };
        if (due.isEmpty()) {
            return this;
        }
        Instant now = due.get().isAfter(next(side)) ? due.get() : next(side);
        Ids ids = ids(side);
        long sequence = sides.get(side).sequence();
        return switch (side) {
            case INTAKE -> intake(INTAKE_SIDE.fire(intake, sequence, now, ids), now, ids, 0);
            case DISPATCH -> dispatch(DISPATCH_SIDE.fire(known(dispatch), sequence, now, ids), now, ids, 0);
            default -> units(UNITS_SIDE.fire(known(units), sequence, now, ids), now, ids, 0);
        };
    }

    boolean canRelay(int side) {
        return !sides.get(side).outbox().isEmpty();
    }

    /** The oldest event of an outbox reaches the log. */
    World relay(int side) {
        Side before = sides.get(side);
        List<Envelope> longer = new ArrayList<>(log);
        longer.add(before.outbox().getFirst());
        Side after = new Side(
                before.sequence(),
                before.last(),
                before.outbox().subList(1, before.outbox().size()),
                before.read(),
                before.ids());
        return new World(intake, dispatch, units, with(side, after), longer);
    }

    boolean canRead(int side) {
        return sides.get(side).read() < log.size();
    }

    /** A service reads the next event of the log; its own it knows. */
    World read(int side) {
        Envelope envelope = log.get(sides.get(side).read());
        Ids ids = ids(side);
        Instant now = later(next(side), envelope.time().plus(STEP));
        long sequence = sides.get(side).sequence();
        if (envelope.source().equals(Producer.values()[side].source())) {
            return skipped(side);
        }
        return switch (side) {
            case INTAKE -> intake(INTAKE_SIDE.apply(intake, sequence, envelope, now, ids), now, ids, 1);
            case DISPATCH -> {
                TestRecorder.Turn<DispatchCase> turn = DISPATCH_SIDE.apply(dispatch, sequence, envelope, now, ids);
                yield turn == null ? skipped(side) : dispatch(turn, now, ids, 1);
            }
            default -> {
                TestRecorder.Turn<DepartmentCase> turn = UNITS_SIDE.apply(units, sequence, envelope, now, ids);
                yield turn == null ? skipped(side) : units(turn, now, ids, 1);
            }
        };
    }

    /** Everything arrives everywhere. */
    World settled() {
        World world = this;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int side = INTAKE; side <= UNITS; side++) {
                while (world.canRelay(side)) {
                    world = world.relay(side);
                    moved = true;
                }
                while (world.canRead(side)) {
                    world = world.read(side);
                    moved = true;
                }
            }
        }
        return world;
    }

    boolean quiet() {
        for (int side = INTAKE; side <= UNITS; side++) {
            if (canRelay(side) || canRead(side)) {
                return false;
            }
        }
        return true;
    }

    Instant next(int side) {
        return sides.get(side).last().plus(STEP);
    }

    private World skipped(int side) {
        Side before = sides.get(side);
        Side after = new Side(before.sequence(), before.last(), before.outbox(), before.read() + 1, before.ids());
        return new World(intake, dispatch, units, with(side, after), log);
    }

    private World intake(TestRecorder.Turn<IntakeCase> turn, Instant now, Ids ids, int read) {
        return new World(turn.body(), dispatch, units, after(INTAKE, turn, now, ids, read), log);
    }

    private World dispatch(TestRecorder.Turn<DispatchCase> turn, Instant now, Ids ids, int read) {
        return new World(intake, turn.body(), units, after(DISPATCH, turn, now, ids, read), log);
    }

    private World units(TestRecorder.Turn<DepartmentCase> turn, Instant now, Ids ids, int read) {
        return new World(intake, dispatch, turn.body(), after(UNITS, turn, now, ids, read), log);
    }

    private List<Side> after(int side, TestRecorder.Turn<?> turn, Instant now, Ids ids, int read) {
        Side before = sides.get(side);
        List<Envelope> outbox = new ArrayList<>(before.outbox());
        outbox.addAll(turn.envelopes());
        Instant last = turn.envelopes().isEmpty() && read == 0 ? before.last() : later(before.last(), now);
        return with(side, new Side(turn.sequence(), last, outbox, before.read() + read, ids.used));
    }

    private List<Side> with(int side, Side changed) {
        List<Side> all = new ArrayList<>(sides);
        all.set(side, changed);
        return all;
    }

    private Ids ids(int side) {
        return new Ids(side, sides.get(side).ids());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new NotYet();
        }
        return value;
    }

    /** The service does not know the case yet, so that no decision is possible. */
    static final class NotYet extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotYet() {
            super("case: unknown here (expected: handed over)", null, false, false);
        }
    }

    /** Ids that depend only on who makes them and how many were made. */
    private static final class Ids implements Supplier<UUID> {

        private final int side;
        private int used;

        Ids(int side, int used) {
            this.side = side;
            this.used = used;
        }

        @Override
        public UUID get() {
            used++;
            return new UUID(side + 1L, used);
        }
    }
}
