package org.whistle.clock;

import java.util.Map;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;

/** The desks' own limits of a county, by clock; emergencies have rows of their own (domain.md, Clocks). */
public record DeskLimits(Map<String, Limit> limits) {

    private static final int LEAST_WORK_HOURS = 4;
    private static final int LEAST_MINUTES = 60;

    /** The defaults of domain.md, for what a county does not set. */
    public static final DeskLimits DEFAULTS = new DeskLimits(Map.ofEntries(
            Map.entry("COMMUNITY_TRIAGE", new Limit(4, ClockUnit.WORK_HOUR)),
            Map.entry("VERIFICATION", new Limit(4, ClockUnit.WORK_HOUR)),
            Map.entry("STREET_TRIAGE", new Limit(4, ClockUnit.WORK_HOUR)),
            Map.entry("ENDORSEMENT", new Limit(2, ClockUnit.URGENT_HOUR)),
            Map.entry("DISPATCH", new Limit(1, ClockUnit.WORK_HOUR)),
            Map.entry("DISPATCH_EMERGENCY", new Limit(5, ClockUnit.URGENT_MINUTE)),
            Map.entry("CHECK_IN", new Limit(30, ClockUnit.URGENT_MINUTE)),
            Map.entry("RULING", new Limit(4, ClockUnit.WORK_HOUR)),
            Map.entry("CALL_BACK", new Limit(1, ClockUnit.WORK_DAY)),
            Map.entry("RETURN_REVIEW", new Limit(1, ClockUnit.WORK_HOUR)),
            Map.entry("EXTENSION_REVIEW", new Limit(4, ClockUnit.WORK_HOUR)),
            Map.entry("SUSPENSION_REVIEW", new Limit(4, ClockUnit.WORK_HOUR)),
            Map.entry("CHECK", new Limit(1, ClockUnit.WORK_DAY)),
            Map.entry("CHECK_URGENT", new Limit(30, ClockUnit.URGENT_MINUTE)),
            Map.entry("CONFIRMATION", new Limit(2, ClockUnit.WORK_DAY)),
            Map.entry("CONFIRMATION_LEADER", new Limit(1, ClockUnit.WORK_DAY)),
            Map.entry("SUPERVISION_REPLY", new Limit(1, ClockUnit.WORK_DAY)),
            Map.entry("APPEAL", new Limit(5, ClockUnit.WORK_DAY))));

    public DeskLimits {
        limits = Map.copyOf(limits);
    }

    /**
     * The limit of a desk's clock, such as {@code CHECK} or {@code CHECK_URGENT}.
     *
     * @throws IllegalStateException for one that is no desk's
     */
    public Limit of(String clock) {
        Limit limit = limits.getOrDefault(clock, DEFAULTS.limits().get(clock));
        if (limit == null) {
            throw new IllegalStateException("limit: " + clock + " (expected: one of " + limits.keySet() + ")");
        }
        return limit;
    }

    /** Half of a handling limit, for a rework: in its own unit, rounded up, at least 4 hours, 1 urgent hour or 1 day. */
    public static Limit forRework(Limit handling) {
        int half = (handling.amount() + 1) / 2;
        int least = switch (handling.unit()) {
            case WORK_HOUR -> LEAST_WORK_HOURS;
            case URGENT_MINUTE -> LEAST_MINUTES;
            case URGENT_HOUR, URGENT_DAY, WORK_DAY, CALENDAR_DAY -> 1;
        };
        return new Limit(Math.max(half, least), handling.unit());
    }

    /** How long a unit may ask for a return when its accept limit is shorter, emergencies aside. */
    public static Limit returnWindow() {
        return new Limit(LEAST_WORK_HOURS, ClockUnit.WORK_HOUR);
    }
}
