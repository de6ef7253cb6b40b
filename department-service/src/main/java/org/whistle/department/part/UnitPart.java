package org.whistle.department.part;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;

/**
 * A unit's share of a case 交办件.
 *
 * @param attempt from 1, one more with every rework
 * @param returns whether and until when it can be returned
 * @param work what the unit did with it so far
 * @param requests what it asked for and got
 * @param appealable what it may appeal once the round is closed
 * @param appealUntil 5 working days after its round was closed; absent before
 */
public record UnitPart(
        UUID assignmentId,
        String unit,
        PartRole role,
        PartState state,
        int round,
        int attempt,
        Instant offeredAt,
        Returns returns,
        Work work,
        Requests requests,
        List<Appealable> appealable,
        @Nullable Instant appealUntil) {

    public UnitPart {
        appealable = List.copyOf(appealable);
    }

    /**
     * Once per unit and round, and not after a designation.
     *
     * @param until the later of the accept deadline and 4 working hours; for emergencies the accept deadline
     */
    public record Returns(boolean allowed, @Nullable Instant until) {}

    /** What happened on the way. */
    public record Work(
            @Nullable Instant acceptedAt,
            @Nullable Instant arrivedAt,
            @Nullable String handler,
            List<String> stagesDone) {

        public Work {
            stagesDone = List.copyOf(stagesDone);
        }
    }

    /** Granted so far, and what is waiting for an answer. */
    public record Requests(
            int extensions, int suspensions, @Nullable Pending pending) {}

    /** What a unit can ask for while it handles. */
    public enum Pending {
        /** 延期 */
        EXTENSION,
        /** 挂账 */
        SUSPENSION
    }

    /** A decision or a rating by its event; {@code appealed} once. */
    public record Appealable(String id, String kind, boolean appealed) {}

    static UnitPart offered(OfferedPart part, int round, Instant at, @Nullable Instant returnUntil) {
        return new UnitPart(
                part.assignmentId(),
                part.unit(),
                part.role(),
                PartState.OFFERED,
                round,
                1,
                at,
                new Returns(part.returnAllowed(), returnUntil),
                new Work(null, null, null, List.of()),
                new Requests(part.extensionsUsed(), 0, null),
                List.of(),
                null);
    }

    /** Whether it is the lead's 主办. */
    boolean lead() {
        return role == PartRole.LEAD;
    }

    /** Whether the unit still has to do something about it. */
    boolean open() {
        return state != PartState.DONE && state != PartState.ENDED;
    }

    UnitPart in(PartState next) {
        return with(next, attempt, returns, work, requests, appealable);
    }

    UnitPart accepted(Instant at) {
        return with(
                PartState.HANDLING,
                attempt,
                returns,
                new Work(at, work.arrivedAt(), work.handler(), work.stagesDone()),
                requests,
                appealable);
    }

    UnitPart offeredAgain() {
        return with(PartState.OFFERED, attempt, new Returns(false, null), work, requests, appealable);
    }

    /** With its evidence kept, under the next attempt. */
    UnitPart reworked(int next) {
        return with(PartState.HANDLING, next, returns, work, asking(null).requests(), appealable);
    }

    UnitPart arrived(Instant at) {
        return working(new Work(work.acceptedAt(), at, work.handler(), work.stagesDone()));
    }

    UnitPart givenTo(String handler) {
        return working(new Work(work.acceptedAt(), work.arrivedAt(), handler, work.stagesDone()));
    }

    UnitPart stageDone(String conditionCode) {
        List<String> done = new ArrayList<>(work.stagesDone());
        done.add(conditionCode);
        return working(new Work(work.acceptedAt(), work.arrivedAt(), work.handler(), done));
    }

    UnitPart asking(@Nullable Pending pending) {
        return requesting(new Requests(requests.extensions(), requests.suspensions(), pending));
    }

    UnitPart extended() {
        return requesting(new Requests(requests.extensions() + 1, requests.suspensions(), null));
    }

    UnitPart suspended() {
        return requesting(new Requests(requests.extensions(), requests.suspensions() + 1, null))
                .in(PartState.SUSPENDED);
    }

    UnitPart mayAppeal(UUID id, String kind) {
        List<Appealable> all = new ArrayList<>(appealable);
        all.add(new Appealable(id.toString(), kind, false));
        return with(state, attempt, returns, work, requests, all);
    }

    UnitPart appealed(String id, String kind) {
        List<Appealable> all = new ArrayList<>(appealable);
        all.removeIf(one -> one.id().equals(id));
        all.add(new Appealable(id, kind, true));
        return with(state, attempt, returns, work, requests, all);
    }

    UnitPart appealableUntil(Instant until) {
        return new UnitPart(
                assignmentId, unit, role, state, round, attempt, offeredAt, returns, work, requests, appealable, until);
    }

    private UnitPart working(Work now) {
        return with(state, attempt, returns, now, requests, appealable);
    }

    private UnitPart requesting(Requests now) {
        return with(state, attempt, returns, work, now, appealable);
    }

    private UnitPart with(
            PartState next, int nextAttempt, Returns returnable, Work done, Requests asked, List<Appealable> appeals) {
        return new UnitPart(
                assignmentId,
                unit,
                role,
                next,
                round,
                nextAttempt,
                offeredAt,
                returnable,
                done,
                asked,
                appeals,
                appealUntil);
    }
}
