package org.whistle.dispatch.notification;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Grant;

/**
 * A person who chose mail, with the grants that limit what may be sent.
 *
 * @param grants those that hold now
 * @param quiet their own; absent for the county's
 * @param daily whether one digest a day is enough
 */
record Person(
        String account,
        Locale locale,
        List<Grant> grants,
        @Nullable QuietHours quiet,
        boolean daily) {

    Person {
        grants = List.copyOf(grants);
    }

    /** Whether it is for them: by name, or by a grant that covers the place. */
    boolean meant(Notification notification) {
        String named = notification.to().account();
        if (named != null) {
            return named.equals(account);
        }
        String unit = notification.to().unit();
        return grants.stream()
                .filter(grant ->
                        grant.role() == (unit == null ? notification.to().role() : Role.DEPARTMENT))
                .filter(grant -> unit == null || unit.equals(grant.unit()))
                .anyMatch(grant -> grant.covers(notification.jurisdiction()));
    }
}
