package org.whistle.audit.ledger.verification;

import java.util.ArrayList;
import java.util.List;

/** Collects findings, but not endlessly: a log that was rewritten as a whole is bad in every leaf. */
final class Findings {

    /** At most this many findings are reported for one log. */
    static final int MOST = 100;

    private final List<LogFinding> found = new ArrayList<>();

    void add(LogFinding finding) {
        if (found.size() < MOST) {
            found.add(finding);
        }
    }

    List<LogFinding> all() {
        return List.copyOf(found);
    }
}
