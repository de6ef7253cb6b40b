package org.whistle.audit.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.ObservedState;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.WhistleKind;

/** A case's events, taken one after the other. */
final class Summary {

    private final List<Entry> entries = new ArrayList<>();
    private final Map<UUID, CaseState> changes = new HashMap<>();
    private final Map<UUID, String> superseded = new HashMap<>();
    private final SequencedSet<String> units = new LinkedHashSet<>();
    private final SequencedSet<String> flags = new LinkedHashSet<>();
    private final DeadlineBoard deadlines = new DeadlineBoard();
    private @Nullable CaseFacts facts;
    private @Nullable ObservedState standing;
    private @Nullable String gridCode;
    private @Nullable WhistleKind whistleKind;
    private @Nullable String leadUnit;
    private @Nullable UUID mainCase;
    private long reportIndex;
    private @Nullable Instant reportedAt;
    private @Nullable Instant stateSince;
    private @Nullable Instant closedAt;

    void take(Entry entry) {
        entries.add(entry);
        Envelope envelope = entry.envelope();
        if (!(envelope.data() instanceof CaseEvent event)) {
            return;
        }
        deadlines.take(envelope);
        if (event instanceof DispatchEvent.Superseded lost) {
            superseded.put(lost.eventId(), lost.reason());
        }
        CaseFlag.of(event).forEach(flags::add);
        switch (event) {
            case IntakeEvent.Reported reported -> begin(reported.facts(), entry);
            case IntakeEvent.Registered registered -> begin(registered.facts(), entry);
            default -> follow(event, envelope);
        }
    }

    Optional<CaseSummary> result() {
        if (facts == null || standing == null || reportedAt == null || stateSince == null) {
            return Optional.empty();
        }
        return Optional.of(new CaseSummary(
                facts,
                standing,
                gridCode,
                whistleKind,
                leadUnit,
                units,
                standing.state() == CaseState.MERGED ? mainCase : null,
                flags,
                reportIndex,
                reportedAt,
                stateSince,
                closedAt,
                deadlines.ofState(standing),
                deadlines.ofHandling(standing),
                entries.stream().map(this::step).toList()));
    }

    private CaseSummary.Step step(Entry entry) {
        UUID event = entry.envelope().id();
        return new CaseSummary.Step(entry, changes.get(event), superseded.get(event));
    }

    private void begin(CaseFacts told, Entry entry) {
        if (standing != null) {
            return;
        }
        Envelope envelope = entry.envelope();
        reportIndex = entry.index();
        facts = told;
        standing = ObservedState.reported(envelope.round());
        gridCode = envelope.jurisdiction();
        reportedAt = envelope.time();
        stateSince = envelope.time();
        changes.put(envelope.id(), CaseState.REPORTED);
    }

    /** Only events of the holder change the state. */
    private void follow(CaseEvent event, Envelope envelope) {
        ObservedState before = standing;
        if (before == null || !before.hears(envelope)) {
            return;
        }
        ObservedState after = before.after(envelope);
        standing = after;
        gridCode = envelope.jurisdiction() == null ? gridCode : envelope.jurisdiction();
        if (after.state() != before.state()) {
            changes.put(envelope.id(), after.state());
            stateSince = envelope.time();
        }
        closedAt = after.state().open() ? null : closedAt == null ? envelope.time() : closedAt;
        switch (event) {
            case IntakeEvent.TicketFiled filed -> ticketed(filed.facts(), filed.ticket());
            case DispatchEvent.Dispatched dispatched -> offered(dispatched.parts());
            case DispatchEvent.Designated designated -> offered(designated.parts());
            case DispatchEvent.AssistantAdded added -> offered(List.of(added.part()));
            case IntakeEvent.Merged merged -> mainCase = merged.into();
            case IntakeEvent.Unmerged unmerged -> mainCase = unmerged.backTo();
            default -> {}
        }
    }

    private void ticketed(CaseFacts told, Ticket ticket) {
        facts = told;
        whistleKind = ticket.whistleKind();
    }

    private void offered(List<OfferedPart> parts) {
        for (OfferedPart part : parts) {
            units.add(part.unit());
            if (part.role() == PartRole.LEAD) {
                leadUnit = part.unit();
            }
        }
    }
}
