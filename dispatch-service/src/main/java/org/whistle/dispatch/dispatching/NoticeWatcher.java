package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;

/** Receives every notification in the transaction of its event; implementations must be fast and must not fail. */
@FunctionalInterface
public interface NoticeWatcher {

    /** Called exactly once, if the event is committed. */
    void told(Told told);

    /**
     * The content of a notification.
     *
     * @param detail a code with more detail, such as the missed clock; never free text
     * @param category its code
     * @param jurisdiction of the case: a grid, 15 digits
     * @param to whom
     * @param urgent whether it cannot wait for the morning: an emergency, a continuous limit, or a red supervision
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
     * The recipient: all accounts with the role over the place, the liaisons of a unit, or one account.
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
