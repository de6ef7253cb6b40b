package org.whistle.audit.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.metrics.CaseStory;
import org.whistle.audit.metrics.Moment;
import org.whistle.audit.metrics.StoryClock;
import org.whistle.audit.metrics.StoryPart;
import org.whistle.audit.metrics.StoryRound;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Rating;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.VoidReason;

/**
 * The counts of domain.md for a score, case by case for one period: a naive implementation, without facts, tallies or
 * differences of sums.
 */
final class NaiveCounts {

    /** Rows by unit, by street, by community and of the county; of each part what was achieved and what there was to do. */
    final Map<String, Map<String, long[]>> units = new TreeMap<>();

    final Map<String, Map<String, long[]>> territories = new TreeMap<>();
    final Map<String, Map<String, List<Rating>>> ratings = new TreeMap<>();
    final Map<String, Map<String, Long>> deductions = new TreeMap<>();

    private final Instant from;
    private final Instant to;

    NaiveCounts(LocalDate from, LocalDate to, ZoneId zone) {
        this.from = from.atStartOfDay(zone).toInstant();
        this.to = to.atStartOfDay(zone).toInstant();
    }

    void add(CaseStory story) {
        story.clocks().forEach(clock -> clock(story, clock));
        story.rounds().forEach(round -> {
            due(story, round);
            failures(story, round);
            firstCheck(story, round);
            closing(round);
        });
        story.parts().forEach(part -> dispatch(story, part));
        story.moments().forEach(moment -> moment(story, moment));
        report(story);
    }

    /**
     * In time, or late once the deadline passed; a clock that ended before its deadline without being done is not counted.
     */
    private void clock(CaseStory story, StoryClock clock) {
        StoryRound round = round(story, clock.round());
        String part = partOf(clock);
        if (round == null || part == null || upheld(story, clock.assignmentId(), clock.clockId())) {
            return;
        }
        Instant deadline = clock.deadline();
        boolean stopped =
                clock.stop() != null && (deadline == null || !clock.stop().at().isAfter(deadline));
        if (stopped && !clock.stop().done()) {
            return;
        }
        Instant when = stopped ? clock.stop().at() : deadline;
        if (when == null || !within(when)) {
            return;
        }
        if (clock.kind() == ClockKind.ACCEPT) {
            count(units, Objects.requireNonNull(clock.unit()), part, stopped);
        } else {
            countIn(round, part, stopped);
        }
    }

    private static @Nullable String partOf(StoryClock clock) {
        return switch (clock.kind()) {
            case ACCEPT -> "accept on time";
            case COMMUNITY_TRIAGE -> "community triage";
            case STREET_TRIAGE -> "street triage";
            case SELF_HANDLING -> "self-handling";
            case REWORK -> clock.assignmentId() == null ? "self-handling" : null;
            case DISPATCH -> "dispatch on time";
            case RETURN_REVIEW, EXTENSION_REVIEW, SUSPENSION_REVIEW -> "reviews on time";
            default -> null;
        };
    }

    /** Deadline in the period, or before it and still open at its start. */
    private void due(CaseStory story, StoryRound round) {
        StoryPart lead = part(story, round.lead());
        StoryClock handling = lead == null ? null : handling(story, round, lead.assignmentId());
        if (lead == null || handling == null || handling.deadline() == null) {
            return;
        }
        StoryClock rework = lastOf(story, lead.assignmentId(), ClockKind.REWORK, null);
        StoryClock judged = rework == null ? handling : rework;
        if (upheld(story, lead.assignmentId(), handling.clockId())
                || upheld(story, lead.assignmentId(), judged.clockId())) {
            return;
        }
        Instant deadline = handling.deadline();
        Instant closed = round.end() == null ? null : round.end().at();
        boolean openAtStart = closed == null || !closed.isBefore(from);
        if (!deadline.isBefore(to) || (deadline.isBefore(from) && !openAtStart)) {
            return;
        }
        count(units, lead.unit(), "closing", closed != null && closed.isBefore(to));
        count(units, lead.unit(), "on-time handling", handledInTime(story, round, lead.assignmentId(), judged));
    }

    private boolean handledInTime(CaseStory story, StoryRound round, UUID lead, StoryClock judged) {
        Instant completed = null;
        Instant passed = null;
        for (Moment moment : story.moments()) {
            if (moment.round() != round.number()) {
                continue;
            }
            switch (moment.event()) {
                case DepartmentEvent.Completed _ ->
                    completed = lead.equals(moment.envelope().assignmentId())
                            ? moment.envelope().time()
                            : completed;
                case IntakeEvent.CheckPassed _ -> passed = moment.envelope().time();
                case IntakeEvent.CheckFailed _, IntakeEvent.Vetoed _, DispatchEvent.ReworkOrdered _ -> passed = null;
                default -> {}
            }
        }
        boolean forced = round.end() != null && round.end().how() == StoryRound.Ending.FORCED;
        Instant limit = judged.deadline();
        return !forced
                && passed != null
                && passed.isBefore(to)
                && completed != null
                && (limit == null || !completed.isAfter(limit));
    }

    private static @Nullable StoryClock handling(CaseStory story, StoryRound round, UUID lead) {
        StoryClock last = lastOf(story, lead, ClockKind.HANDLING, round.lastStage());
        return last == null ? lastOf(story, lead, ClockKind.HANDLING, null) : last;
    }

    private static @Nullable StoryClock lastOf(CaseStory story, UUID part, ClockKind kind, @Nullable String condition) {
        StoryClock last = null;
        for (StoryClock clock : story.clocks()) {
            if (clock.kind() == kind
                    && part.equals(clock.assignmentId())
                    && (condition == null || condition.equals(clock.conditionCode()))) {
                last = clock;
            }
        }
        return last;
    }

    /** What one lead failed in one round counts once, with the first failure: for three, or for fewer. */
    private void failures(CaseStory story, StoryRound round) {
        Map<UUID, List<Moment>> byLead = new LinkedHashMap<>();
        story.moments().stream()
                .filter(moment -> moment.round() == round.number() && failedCheck(moment))
                .forEach(moment -> byLead.computeIfAbsent(
                                moment.lead() == null ? new UUID(0, 0) : moment.lead(), _ -> new ArrayList<>())
                        .add(moment));
        byLead.forEach((lead, failed) -> {
            StoryPart part = part(story, lead);
            long standing = failed.stream()
                    .filter(moment -> !reworkUpheld(story, moment))
                    .count();
            if (part != null && within(failed.getFirst().envelope().time()) && standing > 0) {
                deduct(part.unit(), standing >= 3 ? "failed three times" : "failed");
            }
        });
    }

    private void firstCheck(CaseStory story, StoryRound round) {
        for (Moment moment : story.moments()) {
            boolean passed = moment.event() instanceof IntakeEvent.CheckPassed one && !one.selfHandled();
            if (moment.round() == round.number() && (passed || failedCheck(moment))) {
                StoryPart lead = part(story, moment.lead());
                if (lead != null && within(moment.envelope().time()) && (passed || !reworkUpheld(story, moment))) {
                    count(units, lead.unit(), "first check", passed);
                }
                return;
            }
        }
    }

    private static boolean failedCheck(Moment moment) {
        return moment.event() instanceof IntakeEvent.CheckFailed failed && failed.level() == null;
    }

    private static boolean reworkUpheld(CaseStory story, Moment failed) {
        int place = story.moments().indexOf(failed);
        for (Moment later : story.moments().subList(place + 1, story.moments().size())) {
            if (failedCheck(later)
                    || later.event() instanceof IntakeEvent.CheckPassed passed && !passed.selfHandled()) {
                return false;
            }
            if (later.event() instanceof DispatchEvent.ReworkOrdered ordered
                    && ordered.cause() != ReworkCause.VETOED
                    && upheld(story, failed.lead(), later.envelope().id())) {
                return true;
            }
        }
        return false;
    }

    private void closing(StoryRound round) {
        if (round.end() == null || !within(round.end().at()) || round.end().how() == StoryRound.Ending.FORCED) {
            return;
        }
        add(round, "recurrence", 0, 1);
        if (round.end().how() == StoryRound.Ending.SELF_HANDLED && round.number() == 1) {
            add(round, "self-handled", 1, 0);
        }
    }

    private void dispatch(CaseStory story, StoryPart part) {
        StoryRound round = round(story, part.round());
        if (round != null && within(part.offeredAt())) {
            countIn(round, "dispatch accuracy", !part.returnApproved());
        }
    }

    private void moment(CaseStory story, Moment moment) {
        StoryRound round = round(story, moment.round());
        if (round == null || !within(moment.envelope().time())) {
            return;
        }
        StoryPart lead = part(story, moment.lead());
        StoryPart own = part(story, moment.envelope().assignmentId());
        switch (moment.event()) {
            case IntakeEvent.Confirmed confirmed -> rated(story, moment, round, lead, confirmed.rating());
            case IntakeEvent.CalledBack one -> satisfied(lead, one.satisfaction());
            case IntakeEvent.Rated one -> satisfied(lead, one.satisfaction());
            case IntakeEvent.SpotChecked one -> countIn(round, "true closing", one.passed());
            case IntakeEvent.RecurrenceLinked _ -> add(round, "recurrence", 1, 0);
            case DepartmentEvent.ReturnRequested _ -> {
                if (own != null && !upheld(story, own.assignmentId(), own.returnRefused())) {
                    count(units, own.unit(), "justified returns", own.returnRefused() == null);
                }
            }
            case DispatchEvent.MisconductFound found -> deduct(found.unit(), "misconduct");
            case DispatchEvent.Supervised supervised -> {
                StoryPart whose = moment.envelope().assignmentId() == null ? lead : own;
                if (whose != null && supervised.level() != SupervisionLevel.BLUE) {
                    deduct(whose.unit(), supervised.level().name());
                }
            }
            default -> {}
        }
    }

    private void rated(
            CaseStory story, Moment moment, StoryRound round, @Nullable StoryPart lead, @Nullable Rating rating) {
        if (lead != null
                && rating != null
                && !upheld(story, lead.assignmentId(), moment.envelope().id())) {
            ratings.computeIfAbsent(lead.unit(), _ -> new TreeMap<>())
                    .computeIfAbsent(round.territory().substring(0, 9), _ -> new ArrayList<>())
                    .add(rating);
        }
    }

    private void satisfied(@Nullable StoryPart lead, @Nullable Integer satisfaction) {
        if (lead != null && satisfaction != null) {
            count(units, lead.unit(), "satisfaction", satisfaction >= 4);
        }
    }

    /** Valid once it was taken up, unless it was voided; nothing is known of what was withdrawn or merged. */
    private void report(CaseStory story) {
        Instant takenUp = null;
        Instant voided = null;
        boolean merged = false;
        for (Moment moment : story.moments()) {
            if (moment.round() != 1) {
                continue;
            }
            switch (moment.event()) {
                case IntakeEvent.HandlingStarted _, IntakeEvent.Escalated _, IntakeEvent.TicketFiled _ ->
                    takenUp = takenUp == null ? moment.envelope().time() : takenUp;
                case IntakeEvent.Voided one ->
                    voided = one.reasonCode() == VoidReason.WITHDRAWN
                            ? null
                            : moment.envelope().time();
                case IntakeEvent.Merged _ -> merged = true;
                case IntakeEvent.Unmerged one -> merged = one.backTo() != null;
                default -> {}
            }
        }
        StoryRound round = round(story, 1);
        if (round == null) {
            return;
        }
        if (voided != null && within(voided)) {
            add(round, "valid reports", 0, 1);
        } else if (voided == null && takenUp != null && !merged && within(takenUp)) {
            add(round, "valid reports", 1, 1);
            add(round, "self-handled", 0, 1);
        }
    }

    private void countIn(StoryRound round, String part, boolean achieved) {
        add(round, part, achieved ? 1 : 0, 1);
    }

    /** For its county, its street and its community. */
    private void add(StoryRound round, String part, long achieved, long all) {
        for (int digits : new int[] {6, 9, 12}) {
            if (round.territory().length() >= digits) {
                long[] cell = cell(territories, round.territory().substring(0, digits), part);
                cell[0] += achieved;
                cell[1] += all;
            }
        }
    }

    private void deduct(String unit, String kind) {
        deductions.computeIfAbsent(unit, _ -> new TreeMap<>()).merge(kind, 1L, Long::sum);
    }

    private static void count(Map<String, Map<String, long[]>> rows, String code, String part, boolean achieved) {
        long[] cell = cell(rows, code, part);
        cell[0] += achieved ? 1 : 0;
        cell[1]++;
    }

    private static long[] cell(Map<String, Map<String, long[]>> rows, String code, String part) {
        return rows.computeIfAbsent(code, _ -> new TreeMap<>()).computeIfAbsent(part, _ -> new long[2]);
    }

    private boolean within(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    private static boolean upheld(CaseStory story, @Nullable UUID part, @Nullable UUID about) {
        return part != null && about != null && story.upheld().contains(new CaseStory.Upheld(part, about.toString()));
    }

    private static @Nullable StoryRound round(CaseStory story, int number) {
        return story.rounds().stream()
                .filter(round -> round.number() == number)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable StoryPart part(CaseStory story, @Nullable UUID id) {
        return story.parts().stream()
                .filter(part -> part.assignmentId().equals(id))
                .findFirst()
                .orElse(null);
    }
}
