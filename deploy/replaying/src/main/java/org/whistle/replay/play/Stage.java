package org.whistle.replay.play;

import java.util.EnumSet;
import java.util.Set;
import org.whistle.replay.script.Act;

/** The stages of a case that are timed, each from one act to the next of another kind. */
enum Stage {
    COMMUNITY_TRIAGE(
            "community triage",
            EnumSet.of(Act.REPORT),
            EnumSet.of(Act.ESCALATE, Act.START_HANDLING, Act.VOID, Act.MERGE)),
    VERIFICATION("verification", EnumSet.of(Act.REQUEST_VERIFICATION), EnumSet.of(Act.VERIFY)),
    STREET_TRIAGE("street triage", EnumSet.of(Act.ESCALATE, Act.REOPEN), EnumSet.of(Act.TICKET, Act.START_HANDLING)),
    DISPATCH("dispatch", EnumSet.of(Act.TICKET), EnumSet.of(Act.DISPATCH)),
    ACCEPT("accept", EnumSet.of(Act.DISPATCH), EnumSet.of(Act.ACCEPT)),
    HANDLING("handling", EnumSet.of(Act.DISPATCH), EnumSet.of(Act.COMPLETE)),
    SELF_HANDLING("self-handling", EnumSet.of(Act.START_HANDLING), EnumSet.of(Act.HANDLE)),
    CHECK("check", EnumSet.of(Act.COMPLETE, Act.HANDLE), EnumSet.of(Act.CHECK)),
    CONFIRMATION("confirmation", EnumSet.of(Act.CHECK), EnumSet.of(Act.CONFIRM, Act.VETO)),
    WHOLE("report to confirmation", EnumSet.of(Act.REPORT), EnumSet.of(Act.CONFIRM));

    private final String title;
    private final Set<Act> from;
    private final Set<Act> to;

    Stage(String title, Set<Act> from, Set<Act> to) {
        this.title = title;
        this.from = from;
        this.to = to;
    }

    String title() {
        return title;
    }

    boolean startsWith(Act act) {
        return from.contains(act);
    }

    boolean endsWith(Act act) {
        return to.contains(act);
    }
}
