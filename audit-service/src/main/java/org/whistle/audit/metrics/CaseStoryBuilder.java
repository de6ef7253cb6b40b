package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RulingDecision;

/** Builds a {@link CaseStory} event by event. */
final class CaseStoryBuilder {

    private final Set<UUID> superseded;
    private final ClockStoryBuilder clocks = new ClockStoryBuilder();
    private final TreeMap<Integer, StoryRound> rounds = new TreeMap<>();
    private final Map<UUID, StoryPart> parts = new LinkedHashMap<>();
    private final Map<UUID, CaseStory.Upheld> appeals = new LinkedHashMap<>();
    private final Set<CaseStory.Upheld> upheld = new HashSet<>();
    private final Set<Integer> over = new HashSet<>();
    private final List<Moment> moments = new ArrayList<>();

    CaseStoryBuilder(List<Envelope> log) {
        superseded = log.stream()
                .flatMap(envelope -> envelope.data() instanceof DispatchEvent.Superseded one
                        ? Stream.of(one.eventId())
                        : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    CaseStory story() {
        return new CaseStory(
                List.copyOf(rounds.values()), List.copyOf(parts.values()), clocks.clocks(), moments, upheld);
    }

    void take(Envelope envelope) {
        if (!(envelope.data() instanceof CaseEvent event) || superseded.contains(envelope.id()) || stale(envelope)) {
            return;
        }
        int about = begins(event) ? Math.max(1, envelope.round() - 1) : envelope.round();
        StoryRound aboutRound = rounds.get(about);
        moments.add(new Moment(envelope, event, about, aboutRound == null ? null : aboutRound.lead()));
        rounds.computeIfAbsent(envelope.round(), this::begin);
        place(envelope, event);
        clocks.take(envelope, event, change -> over(change, envelope.round()));
        switch (event) {
            case IntakeEvent intake -> ofIntake(intake, envelope);
            case DispatchEvent dispatch -> ofDispatch(dispatch, envelope);
            case DepartmentEvent.AppealFiled filed ->
                appeals.put(filed.appealId(), new CaseStory.Upheld(partOf(envelope), filed.about()));
            case DepartmentEvent _, DeskEvent _ -> {}
        }
    }

    private boolean stale(Envelope envelope) {
        StoryPart part = envelope.assignmentId() == null ? null : parts.get(envelope.assignmentId());
        return Stale.is(envelope, part, rounds.isEmpty() ? envelope.round() : rounds.lastKey());
    }

    private static boolean begins(CaseEvent event) {
        return event instanceof IntakeEvent.Reopened
                || (event instanceof IntakeEvent.SpotChecked checked && !checked.passed());
    }

    private StoryRound begin(int number) {
        Map.Entry<Integer, StoryRound> before = rounds.floorEntry(number);
        return before == null ? StoryRound.first(number) : before.getValue().next(number);
    }

    private boolean over(ClockChange change, int round) {
        StoryPart part = change.assignmentId() == null ? null : parts.get(change.assignmentId());
        return over.contains(round) || (part != null && part.ended());
    }

    private void place(Envelope envelope, CaseEvent event) {
        CaseFacts facts = Places.factsOf(event);
        String place = Places.of(envelope.jurisdiction(), facts);
        if (place != null) {
            round(envelope, round -> round.at(place));
        }
        if (facts != null) {
            round(envelope, round -> round.of(facts.categoryCode()));
        }
    }

    private void ofIntake(IntakeEvent event, Envelope envelope) {
        Instant at = envelope.time();
        switch (event) {
            case IntakeEvent.TicketFiled filed ->
                round(envelope, round -> round.ticketed(at, Stages.last(filed.ticket())));
            case IntakeEvent.CheckPassed passed ->
                round(envelope, round -> passed.selfHandled() ? round : round.passed(at));
            case IntakeEvent.CheckFailed _, IntakeEvent.Vetoed _ -> round(envelope, round -> round.passed(null));
            case IntakeEvent.Withdrawn _, IntakeEvent.Voided _, IntakeEvent.Merged _ -> endCase(envelope, null);
            case IntakeEvent.Unmerged unmerged -> {
                if (unmerged.backTo() == null) {
                    over.remove(envelope.round());
                }
            }
            case IntakeEvent.Closed closed ->
                endCase(envelope, closed.selfHandled() ? StoryRound.Ending.SELF_HANDLED : StoryRound.Ending.CLOSED);
            case IntakeEvent.Reopened _ -> endParts(at, _ -> true);
            case IntakeEvent.SpotChecked checked -> endParts(at, _ -> !checked.passed());
            default -> {}
        }
    }

    private void ofDispatch(DispatchEvent event, Envelope envelope) {
        Instant at = envelope.time();
        switch (event) {
            case DispatchEvent.Filed _ -> round(envelope, round -> round.filed(at));
            case DispatchEvent.Dispatched dispatched -> dispatched(envelope, dispatched.ticket(), dispatched.parts());
            case DispatchEvent.Designated designated -> dispatched(envelope, designated.ticket(), designated.parts());
            case DispatchEvent.AssistantAdded added -> offer(envelope, added.part());
            case DispatchEvent.ReturnApproved approved -> {
                part(envelope, StoryPart::approvedForReturn);
                endPartsOrOne(envelope, approved.lead());
            }
            case DispatchEvent.ReturnRefused _ -> part(envelope, part -> part.refusedToReturn(envelope.id()));
            case DispatchEvent.Recalled recalled -> endPartsOrOne(envelope, recalled.whole());
            case DispatchEvent.TicketRejected _ -> endPartsOrOne(envelope, true);
            case DispatchEvent.Superseded one -> {
                if (one.endsItsPart()) {
                    endPartsOrOne(envelope, false);
                }
            }
            case DispatchEvent.ReworkOrdered rework -> {
                round(envelope, round -> round.passed(null));
                rework.parts().forEach(id -> parts.computeIfPresent(id, (_, part) -> part.reworked(rework.attempt())));
            }
            case DispatchEvent.Ruled ruled -> {
                if (ruled.decision() == RulingDecision.CLOSE) {
                    endCase(envelope, StoryRound.Ending.CLOSED);
                } else if (ruled.decision() == RulingDecision.REDISPATCH) {
                    endPartsOrOne(envelope, true);
                }
            }
            case DispatchEvent.ForceClosed _ -> endCase(envelope, StoryRound.Ending.FORCED);
            case DispatchEvent.AppealDecided decided -> {
                CaseStory.Upheld appeal = appeals.get(decided.appealId());
                if (appeal != null && decided.uphold()) {
                    upheld.add(appeal);
                }
            }
            default -> {}
        }
    }

    private void dispatched(Envelope envelope, Ticket ticket, List<OfferedPart> offered) {
        offered.forEach(part -> offer(envelope, part));
        UUID lead = offered.stream()
                .filter(part -> part.role() == PartRole.LEAD)
                .map(OfferedPart::assignmentId)
                .findFirst()
                .orElse(null);
        round(envelope, round -> round.dispatched(envelope.time(), lead, Stages.last(ticket)));
    }

    private void offer(Envelope envelope, OfferedPart part) {
        parts.putIfAbsent(
                part.assignmentId(),
                StoryPart.offered(part.assignmentId(), part.unit(), part.role(), envelope.round(), envelope.time()));
    }

    private void endPartsOrOne(Envelope envelope, boolean all) {
        if (all) {
            endParts(envelope.time(), _ -> true);
            round(envelope, StoryRound::withoutLead);
        } else if (envelope.assignmentId() != null) {
            endParts(envelope.time(), part -> part.assignmentId().equals(envelope.assignmentId()));
        }
    }

    private void endCase(Envelope envelope, StoryRound.@Nullable Ending how) {
        endParts(envelope.time(), _ -> true);
        clocks.end(clock -> !clock.kind().afterTheEnd(), envelope.time());
        over.add(envelope.round());
        if (how != null) {
            round(envelope, round -> round.ended(envelope.time(), how));
        }
    }

    private void endParts(Instant at, Predicate<StoryPart> which) {
        Set<UUID> ending = parts.values().stream()
                .filter(which.and(part -> !part.ended()))
                .map(StoryPart::assignmentId)
                .collect(Collectors.toSet());
        ending.forEach(id -> part(id, part -> part.endedAt(at)));
        clocks.end(
                clock -> clock.assignmentId() != null
                        && ending.contains(clock.assignmentId())
                        && !clock.kind().afterTheEnd(),
                at);
    }

    private void round(Envelope envelope, UnaryOperator<StoryRound> change) {
        rounds.computeIfPresent(envelope.round(), (_, round) -> change.apply(round));
    }

    private void part(Envelope envelope, UnaryOperator<StoryPart> change) {
        if (envelope.assignmentId() != null) {
            part(envelope.assignmentId(), change);
        }
    }

    private void part(UUID id, UnaryOperator<StoryPart> change) {
        parts.computeIfPresent(id, (_, part) -> change.apply(part));
    }

    private static UUID partOf(Envelope envelope) {
        return envelope.assignmentId() == null ? envelope.id() : envelope.assignmentId();
    }
}
