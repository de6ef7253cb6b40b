package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.Role;
import org.whistle.events.code.VoidReason;

/** Whether the report was valid; only its first round decides that. */
final class ReportFacts {

    private ReportFacts() {}

    static List<Fact> of(CaseStory story) {
        Judgement judgement = new Judgement();
        story.moments().stream().filter(moment -> moment.round() == 1).forEach(judgement::hear);
        List<Fact> facts = new ArrayList<>();
        story.round(1).ifPresent(round -> {
            if (judgement.voidedAt != null) {
                facts.add(Fact.of(Measure.REPORTS_JUDGED, judgement.voidedAt, round)
                        .by(judgement.worker));
            } else if (judgement.takenUpAt != null && !judgement.merged) {
                facts.add(Fact.of(Measure.REPORTS_JUDGED, judgement.takenUpAt, round)
                        .by(judgement.worker));
                facts.add(Fact.of(Measure.VALID_REPORTS, judgement.takenUpAt, round)
                        .by(judgement.worker));
            }
        });
        return facts;
    }

    /** What the desks made of it so far. */
    private static final class Judgement {

        private @Nullable String worker;
        private @Nullable Instant takenUpAt;
        private @Nullable Instant voidedAt;
        private boolean merged;

        void hear(Moment moment) {
            switch (moment.event()) {
                case IntakeEvent.Reported _ ->
                    worker = moment.envelope().actorRole().equals(Role.GRID_WORKER.name())
                            ? moment.envelope().actor()
                            : null;
                case IntakeEvent.HandlingStarted _, IntakeEvent.Escalated _, IntakeEvent.TicketFiled _ ->
                    takenUpAt = takenUpAt == null ? moment.at() : takenUpAt;
                case IntakeEvent.Voided voided ->
                    voidedAt = voided.reasonCode() == VoidReason.WITHDRAWN ? null : moment.at();
                case IntakeEvent.Merged _ -> merged = true;
                case IntakeEvent.Unmerged unmerged -> merged = unmerged.backTo() != null;
                default -> {}
            }
        }
    }
}
