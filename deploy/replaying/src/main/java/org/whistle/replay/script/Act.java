package org.whistle.replay.script;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** An action in a script: its desk, its name in the API, the events that prove it. */
public enum Act {
    REPORT(Desk.INTAKE, "report", "reported"),
    REQUEST_VERIFICATION(Desk.INTAKE, "request-verification", "verification-requested"),
    VERIFY(Desk.INTAKE, "verify", "verified"),
    START_HANDLING(Desk.INTAKE, "start-handling", "handling-started"),
    HANDLE(Desk.INTAKE, "handle", "handled"),
    MERGE(Desk.INTAKE, "merge", "merged"),
    VOID(Desk.INTAKE, "void", "voided"),
    ESCALATE(Desk.INTAKE, "escalate", "escalated"),
    TICKET(Desk.INTAKE, "ticket", "ticket-filed"),
    FILE(Desk.DISPATCH, "file", "filed"),
    DISPATCH(Desk.DISPATCH, "dispatch", "dispatched"),
    ACCEPT(Desk.DEPARTMENT, "accept", "accepted"),
    REQUEST_RETURN(Desk.DEPARTMENT, "request-return", "return-requested"),
    REVIEW_RETURN(Desk.DISPATCH, "review-return", "return-approved", "return-refused"),
    COMPLETE(Desk.DEPARTMENT, "complete", "completed"),
    CHECK(Desk.INTAKE, "check", "check-passed", "check-failed"),
    CONFIRM(Desk.INTAKE, "confirm", "confirmed"),
    VETO(Desk.INTAKE, "veto", "vetoed"),
    RATE(Desk.INTAKE, "rate", "rated"),
    REOPEN(Desk.INTAKE, "reopen", "reopened");

    private final Desk desk;
    private final String path;
    private final Set<String> events;

    Act(Desk desk, String path, String... events) {
        this.desk = desk;
        this.path = path;
        this.events = Set.of(events);
    }

    /** The act that an event proves, such as {@code case.ticket-filed.v1}; empty for what follows by rule. */
    public static Optional<Act> provenBy(String eventType) {
        String name = eventType.replaceFirst("^case\\.", "").replaceFirst("\\.v\\d+$", "");
        return Arrays.stream(values()).filter(act -> act.events.contains(name)).findFirst();
    }

    /** Who takes it. */
    public Desk desk() {
        return desk;
    }

    /** Its name in the API: the path's end and in {@code allowedActions}. */
    public String path() {
        return path;
    }
}
