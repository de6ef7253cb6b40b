package org.whistle.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that any desk may publish; clock events come from the clock's owner. */
public sealed interface DeskEvent extends CaseEvent {

    /** 催办. */
    record Urged(String note) implements DeskEvent {}

    /** The answer to a supervision. */
    record SupervisionReplied(UUID supervision, String note) implements DeskEvent {}

    /** Three quarters of a limit are gone. */
    record DeadlineWarned(UUID clockId, Instant deadline) implements DeskEvent {}

    /** A limit is over. */
    record DeadlineMissed(UUID clockId, Instant deadline) implements DeskEvent {}

    /** An earlier-timed stop arrived after the miss was fired. */
    record MissWithdrawn(UUID clockId, UUID miss) implements DeskEvent {}

    /** A holiday changed, and with it an open clock. */
    record DeadlineRecomputed(UUID clockId, Instant deadline, String calendarVersion) implements DeskEvent {}

    /**
     * Our own outage pauses the clocks its service owns, or the one that started during the outage.
     *
     * @param clockId the only one, where one start was applied late; absent for all of the owner's
     */
    record OutagePaused(
            Producer owner,
            Instant from,
            Instant to,
            @Nullable UUID clockId) implements DeskEvent {}
}
