package org.whistle.audit.metrics;

import org.jspecify.annotations.Nullable;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;

/** Whether an event came too late to count (events.md, What a consumer can rely on, 4). */
final class Stale {

    private Stale() {}

    /**
     * Of an older round, an ended part or an older attempt; never appeals, clock events and oversight, which may be about
     * these.
     */
    static boolean is(Envelope envelope, @Nullable StoryPart part, int round) {
        return switch (envelope.data()) {
            case DepartmentEvent.AppealFiled _,
                    DispatchEvent.AppealReviewed _,
                    DispatchEvent.AppealDecided _,
                    DispatchEvent.Superseded _,
                    DispatchEvent.Supervised _,
                    DispatchEvent.SupervisionWithdrawn _,
                    DispatchEvent.MisconductFound _,
                    DeskEvent _ -> false;
            default -> envelope.round() < round || (part != null && (part.ended() || olderAttempt(envelope, part)));
        };
    }

    private static boolean olderAttempt(Envelope envelope, StoryPart part) {
        return envelope.attempt() != null && envelope.attempt() < part.attempt();
    }
}
