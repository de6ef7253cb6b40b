package org.whistle.audit.metrics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;

/** The place of a case as named in an event. */
final class Places {

    private static final Pattern CODE = Pattern.compile("\\d{6}(\\d{3}){0,3}");
    private static final int COUNTY_DIGITS = 6;

    private Places() {}

    /** The jurisdiction; else the grid, else the county in the case number; absent if the event has none of them. */
    static @Nullable String of(@Nullable String jurisdiction, @Nullable CaseFacts facts) {
        if (isCode(jurisdiction)) {
            return jurisdiction;
        }
        if (facts == null) {
            return null;
        }
        if (isCode(facts.gridCode())) {
            return facts.gridCode();
        }
        String number = facts.caseNumber();
        String county = number.substring(0, Math.min(COUNTY_DIGITS, number.length()));
        return isCode(county) ? county : null;
    }

    /** The case facts in an event; absent where the event has none. */
    static @Nullable CaseFacts factsOf(CaseEvent event) {
        return switch (event) {
            case IntakeEvent.Reported reported -> reported.facts();
            case IntakeEvent.Registered registered -> registered.facts();
            case IntakeEvent.TicketFiled filed -> filed.facts();
            case DispatchEvent.Dispatched dispatched -> dispatched.facts();
            case DispatchEvent.Designated designated -> designated.facts();
            default -> null;
        };
    }

    private static boolean isCode(@Nullable String text) {
        return text != null && CODE.matcher(text).matches();
    }
}
