package org.whistle.audit.metrics;

/**
 * What is counted, one {@link Fact} at a time, at one instant each: so that a period is a sum of days. The indicators of
 * domain.md are formulas over these.
 */
public enum Measure {
    /** A ticket reached the county 受理. */
    RECEIVED,
    /** A ticket was filed 立案, once each. */
    FILED,
    /** A ticket was dispatched 派遣, once each; to the first lead. */
    DISPATCHED,
    /** A round's handling deadline, where its lead has one now: the last stage's, none while suspended. */
    DUE,
    /** A due round was closed, at the later of closing and deadline. */
    SETTLED,
    /** The completion that passed its check came by its deadline; at the later of that check and the handling deadline. */
    HANDLED_ON_TIME,
    /** A round of {@link #HANDLED_ON_TIME} was settled. */
    SETTLED_ON_TIME,
    /** A round was closed by its handling deadline and the limits of check and confirmation; at its settling. */
    CLOSED_ON_TIME,
    /** A part went back to its unit 返工; beside the lead's, assisting parts count for their units alone. */
    REWORKS,
    /** An extension was granted 延期. */
    EXTENSIONS,
    /** It became clear whether a part was accepted in time: with the acceptance, else at its deadline. */
    ACCEPTS_DUE,
    /** A part was accepted in time. */
    ACCEPTED_ON_TIME,
    /** A part was offered to a unit. */
    DISPATCHES,
    /** A part was offered and its return never approved; at the offer. */
    ACCURATE_DISPATCHES,
    /** A unit asked for a return. */
    RETURNS_REQUESTED,
    /** A return asked for was refused; at the request. */
    RETURNS_REFUSED,
    /** A return asked for was not refused; at the request. */
    RETURNS_JUSTIFIED,
    /** A call-back or check-in was due. */
    RESPONSES_DUE,
    /** A call-back or check-in was in time. */
    RESPONDED_ON_TIME,
    /** A reporter answered whether it is resolved. */
    ANSWERS,
    /** A reporter answered that it is resolved. */
    ANSWERED_RESOLVED,
    /** A reporter rated the satisfaction, from 1 to 5. */
    SATISFACTIONS,
    /** With 4 or 5. */
    SATISFIED,
    /** A spot-check was done. */
    SPOT_CHECKS,
    /** A spot-check was passed. */
    SPOT_CHECKS_PASSED,
    /** A round was closed, not by force. */
    CLOSINGS,
    /** A round was closed that community or street handled themselves. */
    SELF_CLOSINGS,
    /** A round was closed by force. */
    FORCED_CLOSINGS,
    /** The case was found to recur on an earlier closing. */
    RECURRENCES,
    /** A round was reopened by a reporter or the street; counts for the round before. */
    REOPENINGS,
    /** A report turned out valid or not; withdrawn and merged ones are neither. */
    REPORTS_JUDGED,
    /** A report was taken up: handled, escalated or ticketed, and not voided later. */
    VALID_REPORTS,
    /** A check on site was due. */
    CHECKS_DUE,
    /** A check on site was in time. */
    CHECKED_ON_TIME,
    /** A dispatching was due. */
    DISPATCHINGS_DUE,
    /** A dispatching, or a rejection, was in time. */
    DISPATCHED_IN_TIME,
    /** A review of a return, extension or suspension was due. */
    REVIEWS_DUE,
    /** A review was in time. */
    REVIEWED_ON_TIME,
    /** A community's triage was due. */
    COMMUNITY_TRIAGES_DUE,
    /** A community's triage was in time. */
    COMMUNITY_TRIAGED_ON_TIME,
    /** A street's triage was due. */
    STREET_TRIAGES_DUE,
    /** A street's triage was in time. */
    STREET_TRIAGED_ON_TIME,
    /** A self-handling, or its rework, was due. */
    SELF_HANDLINGS_DUE,
    /** A self-handling was in time. */
    SELF_HANDLED_ON_TIME,
    /** The first check of a round the county had handled. */
    FIRST_CHECKS,
    /** The first check of a round the county had handled was passed. */
    FIRST_CHECKS_PASSED,
    /** A lead's work in a round failed a check; counted at its first failure, like the next two measures. */
    FAILED_A_CHECK,
    /** It failed three checks or more. */
    FAILED_THREE_CHECKS,
    /** It failed fewer than three checks, not counting those with an upheld appeal. */
    FAILED_FEWER_CHECKS,
    /** The street, a dispatcher or silence confirmed. */
    CONFIRMATIONS,
    /** With the street's marks. */
    RATED_CONFIRMATIONS,
    /** The street's mark for the speed of arrival; the amount is the mark, 0 to 100. */
    MARK_ARRIVAL_SPEED,
    /** The street's mark for quality. */
    MARK_QUALITY,
    /** The street's mark for cooperation. */
    MARK_COOPERATION,
    /** The street's mark for communication. */
    MARK_COMMUNICATION,
    /** An honesty flag was raised. */
    HONESTY_FLAGS,
    /** Misconduct was found. */
    MISCONDUCT,
    /** Supervised in orange. */
    SUPERVISED_ORANGE,
    /** Supervised in red. */
    SUPERVISED_RED,
    /** Urged. */
    URGED,
    /** A clock was stopped by what it measures; the amount is the seconds it ran, pauses left out. */
    STAGE
}
