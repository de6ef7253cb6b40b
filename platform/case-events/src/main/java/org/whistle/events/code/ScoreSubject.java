package org.whistle.events.code;

import static org.whistle.events.code.ScorePart.ACCEPT_ON_TIME;
import static org.whistle.events.code.ScorePart.CHECKS_ON_TIME;
import static org.whistle.events.code.ScorePart.CLOSING;
import static org.whistle.events.code.ScorePart.DISPATCH_ACCURACY;
import static org.whistle.events.code.ScorePart.DISPATCH_ON_TIME;
import static org.whistle.events.code.ScorePart.FIRST_CHECK;
import static org.whistle.events.code.ScorePart.JUSTIFIED_RETURNS;
import static org.whistle.events.code.ScorePart.ON_TIME_HANDLING;
import static org.whistle.events.code.ScorePart.ON_TIME_TRIAGE;
import static org.whistle.events.code.ScorePart.RECURRENCE;
import static org.whistle.events.code.ScorePart.REVIEWS_ON_TIME;
import static org.whistle.events.code.ScorePart.SATISFACTION;
import static org.whistle.events.code.ScorePart.SELF_HANDLED_SHARE;
import static org.whistle.events.code.ScorePart.TRUE_CLOSING;
import static org.whistle.events.code.ScorePart.VALID_REPORTS;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Who is scored, and by what they may be (domain.md, Score). */
public enum ScoreSubject {
    /** 责任单位 */
    UNIT(EnumSet.of(ACCEPT_ON_TIME, ON_TIME_HANDLING, CLOSING, FIRST_CHECK, JUSTIFIED_RETURNS, SATISFACTION)),
    /** 街道 */
    STREET(EnumSet.of(VALID_REPORTS, SELF_HANDLED_SHARE, ON_TIME_TRIAGE, ON_TIME_HANDLING, TRUE_CLOSING, RECURRENCE)),
    /** 社区 */
    COMMUNITY(
            EnumSet.of(VALID_REPORTS, SELF_HANDLED_SHARE, ON_TIME_TRIAGE, ON_TIME_HANDLING, TRUE_CLOSING, RECURRENCE)),
    /** 县指挥中心 */
    COMMAND_CENTER(EnumSet.of(DISPATCH_ON_TIME, DISPATCH_ACCURACY, REVIEWS_ON_TIME)),
    /** 网格员: rates alone, never raw counts */
    GRID_WORKER(EnumSet.of(VALID_REPORTS, CHECKS_ON_TIME));

    private final Set<ScorePart> parts;

    ScoreSubject(Set<ScorePart> parts) {
        this.parts = Collections.unmodifiableSet(parts);
    }

    /** What a policy may weigh; all of them are shares of something. */
    public Set<ScorePart> parts() {
        return parts;
    }
}
