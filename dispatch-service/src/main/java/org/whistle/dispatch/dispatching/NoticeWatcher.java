package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;

/** Somebody has to be told: called in the transaction of the event, and so never slow and never failing for its own sake. */
@FunctionalInterface
public interface NoticeWatcher {

    /** Told exactly when it happened. */
    void told(Told told);

    /**
     * What somebody is told.
     *
     * @param detail a code that says more, such as the clock that was missed; never free text
     * @param category its code
     * @param jurisdiction of the case: a grid, 15 digits
     * @param to whom
     * @param urgent whether it cannot wait for the morning: an emergency, or a red supervision
     * @param deadline by which something has to be done
     */
    record Told(
            UUID eventId,
            Notices.Kind step,
            @Nullable String detail,
            UUID caseId,
            String caseNumber,
            String category,
            String jurisdiction,
            To to,
            boolean urgent,
            @Nullable Instant deadline) {}

    /**
     * Whoever has the role over the place; of a unit its liaisons; or one account alone.
     *
     * @param role by which rules apply
     */
    record To(Role role, @Nullable String account, @Nullable String unit) {

        static To role(Role role) {
            return new To(role, null, null);
        }

        static To unit(String unit) {
            return new To(Role.DEPARTMENT, null, unit);
        }
    }
}
