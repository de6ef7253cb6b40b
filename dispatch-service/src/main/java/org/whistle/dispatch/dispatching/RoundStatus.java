package org.whistle.dispatch.dispatching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.SupervisionLevel;

/**
 * The command center's status of a case in its present round.
 *
 * @param filed 立案 in this ticket
 * @param designated 兜底指定 happened
 * @param approvedReturns of the lead
 * @param returnedUnits units that returned the case and are not offered again
 * @param supervision 督办; absent for none
 * @param ruledBy accounts that ruled a rework; they do not judge an appeal about it
 * @param appeals of every round
 * @param centerAlerts of the command center's duty roster; absent for none
 */
public record RoundStatus(
        boolean filed,
        boolean designated,
        int approvedReturns,
        List<String> returnedUnits,
        @Nullable Supervision supervision,
        List<String> ruledBy,
        List<Appeal> appeals,
        @Nullable CenterAlerts centerAlerts) {

    public RoundStatus {
        returnedUnits = List.copyOf(returnedUnits);
        ruledBy = List.copyOf(ruledBy);
        appeals = List.copyOf(appeals);
    }

    /**
     * 督办 in its present colour.
     *
     * @param event of the last supervision, named when it is withdrawn
     * @param missedClock whose miss brought the blue by rule
     */
    public record Supervision(
            SupervisionLevel level,
            @Nullable UUID assignmentId,
            UUID event,
            @Nullable UUID missedClock) {}

    /** How many of the command center's duty roster were alerted, after the one on duty, of the miss of this dispatch clock. */
    public record CenterAlerts(UUID clockId, int alerts) {}

    static RoundStatus start() {
        return new RoundStatus(false, false, 0, List.of(), null, List.of(), List.of(), null);
    }

    /** In another round only the appeals about the earlier ones remain. */
    RoundStatus nextRound() {
        return new RoundStatus(false, false, 0, List.of(), null, List.of(), appeals, null);
    }

    /** For another ticket in the same round, which has to be filed anew. */
    RoundStatus ticketedAgain() {
        return new RoundStatus(
                false, designated, approvedReturns, returnedUnits, supervision, ruledBy, appeals, centerAlerts);
    }

    RoundStatus asFiled() {
        return new RoundStatus(
                true, designated, approvedReturns, returnedUnits, supervision, ruledBy, appeals, centerAlerts);
    }

    RoundStatus asDesignated() {
        return new RoundStatus(true, true, approvedReturns, returnedUnits, supervision, ruledBy, appeals, centerAlerts);
    }

    RoundStatus returnedBy(String unit, boolean lead) {
        return new RoundStatus(
                filed,
                designated,
                approvedReturns + (lead ? 1 : 0),
                plus(returnedUnits, unit),
                supervision,
                ruledBy,
                appeals,
                centerAlerts);
    }

    RoundStatus supervised(@Nullable Supervision now) {
        return new RoundStatus(filed, designated, approvedReturns, returnedUnits, now, ruledBy, appeals, centerAlerts);
    }

    RoundStatus ruled(String account) {
        return new RoundStatus(
                filed,
                designated,
                approvedReturns,
                returnedUnits,
                supervision,
                plus(ruledBy, account),
                appeals,
                centerAlerts);
    }

    RoundStatus appealed(Appeal appeal) {
        List<Appeal> all = new ArrayList<>(appeals);
        all.removeIf(known -> known.appealId().equals(appeal.appealId()));
        all.add(appeal);
        return new RoundStatus(
                filed, designated, approvedReturns, returnedUnits, supervision, ruledBy, all, centerAlerts);
    }

    /** How many were alerted of the miss of this dispatch clock. */
    int centerAlerts(UUID clockId) {
        return centerAlerts == null || !centerAlerts.clockId().equals(clockId) ? 0 : centerAlerts.alerts();
    }

    RoundStatus centerAlerted(UUID clockId, int alerts) {
        return new RoundStatus(
                filed,
                designated,
                approvedReturns,
                returnedUnits,
                supervision,
                ruledBy,
                appeals,
                new CenterAlerts(clockId, alerts));
    }

    Optional<Appeal> appeal(UUID appealId) {
        return appeals.stream()
                .filter(appeal -> appeal.appealId().equals(appealId))
                .findFirst();
    }

    private static List<String> plus(List<String> list, String one) {
        List<String> all = new ArrayList<>(list);
        all.add(one);
        return all;
    }
}
