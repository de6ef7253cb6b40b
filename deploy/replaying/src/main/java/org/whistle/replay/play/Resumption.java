package org.whistle.replay.play;

import org.jspecify.annotations.Nullable;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.script.CaseScript;

/** Finds how far a case got when a step of it is refused. */
@FunctionalInterface
public interface Resumption {

    /**
     * Looks the case up.
     *
     * @param caseId empty if only its external id is known
     * @return nothing if there is no such case
     */
    @Nullable
    KnownCase find(CaseScript script, String caseId, ApiProblem problem);
}
