package org.whistle.dispatch.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.dispatching.NoticeWatcher.To;
import org.whistle.dispatch.dispatching.Notices;

/**
 * A stored notification.
 *
 * @param detail a code, such as the clock that was missed
 * @param category its code
 * @param jurisdiction a grid, 15 digits
 */
record Notification(
        long id,
        UUID eventId,
        Notices.Kind step,
        @Nullable String detail,
        UUID caseId,
        String caseNumber,
        String category,
        String jurisdiction,
        To to,
        boolean urgent,
        @Nullable Instant deadline) {

    private static final int COUNTY_DIGITS = 6;

    String county() {
        return jurisdiction.substring(0, COUNTY_DIGITS);
    }
}
