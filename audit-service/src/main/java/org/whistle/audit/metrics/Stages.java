package org.whistle.audit.metrics;

import org.jspecify.annotations.Nullable;
import org.whistle.events.FiledCondition;
import org.whistle.events.Ticket;

/** Which of a ticket's conditions is the last stage, whose deadline the indicators use (domain.md, Clocks). */
final class Stages {

    private Stages() {}

    /** The condition with the highest stage, the later one where they name none; absent for a ticket without any. */
    static @Nullable String last(Ticket ticket) {
        return ticket.conditions().stream()
                .reduce((one, other) -> stage(other) >= stage(one) ? other : one)
                .map(FiledCondition::conditionCode)
                .orElse(null);
    }

    private static int stage(FiledCondition condition) {
        return condition.stage() == null ? 0 : condition.stage();
    }
}
