package org.whistle.replay.play;

import java.time.Instant;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.Step;

/** The progress of a script. */
final class PlayedCase {

    private final CaseScript script;
    private int next;
    private String caseId = "";
    private String caseNumber = "";
    private String part = "";
    private Instant startedAt = Instant.EPOCH;
    private int uploads;

    PlayedCase(CaseScript script) {
        this.script = script;
    }

    CaseScript script() {
        return script;
    }

    boolean finished() {
        return next >= script.steps().size();
    }

    int left() {
        return script.steps().size() - next;
    }

    int index() {
        return next;
    }

    Step next() {
        return script.steps().get(next);
    }

    Instant nextAt() {
        return next().at();
    }

    /** Marks the next step as the one that is being taken. */
    void start() {
        startedAt = nextAt();
    }

    /** The planned instant of the step that is being taken. */
    Instant startedAt() {
        return startedAt;
    }

    /** The lead's part as far as it is known, otherwise empty. */
    String part() {
        return part;
    }

    void part(String assignmentId) {
        part = assignmentId;
    }

    String caseId() {
        return caseId;
    }

    String caseNumber() {
        return caseNumber;
    }

    /** Another one for each upload, the same in every play. */
    long nextSeed() {
        return script.name().hashCode() * 1_000L + uploads++;
    }

    void resume(KnownCase known) {
        identify(known.caseId(), known.caseNumber());
        next = Math.max(next, known.done());
    }

    void identify(String id, String number) {
        caseId = id;
        caseNumber = number;
    }

    /** Goes on; a ticket filed by rule makes the steps up to it superfluous. Answers how many were skipped. */
    int advance(String state) {
        Act done = next().act();
        next++;
        if (!state.equals("TICKETED") || (done != Act.REPORT && done != Act.VERIFY)) {
            return 0;
        }
        int before = next;
        for (int i = next; i < script.steps().size(); i++) {
            if (script.steps().get(i).act() == Act.TICKET) {
                next = i + 1;
                break;
            }
        }
        return next - before;
    }

    void stop() {
        next = script.steps().size();
    }
}
