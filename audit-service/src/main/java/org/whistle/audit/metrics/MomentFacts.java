package org.whistle.audit.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Lifecycle;
import org.whistle.events.Rating;
import org.whistle.events.code.SupervisionLevel;

/** The facts that follow from single events. */
final class MomentFacts {

    private static final int SATISFIED = 4;

    private final CaseStory story;
    private final List<Fact> facts = new ArrayList<>();

    private MomentFacts(CaseStory story) {
        this.story = story;
    }

    static List<Fact> of(CaseStory story) {
        MomentFacts all = new MomentFacts(story);
        story.moments().forEach(moment -> story.round(moment.round()).ifPresent(round -> all.hear(moment, round)));
        return all.facts;
    }

    private void hear(Moment moment, StoryRound round) {
        switch (moment.event()) {
            case IntakeEvent.CheckRequested asked -> flags(moment, round, asked.flags());
            case IntakeEvent.CheckPassed passed -> checked(moment, round, passed);
            case IntakeEvent.CheckFailed failed -> failed(moment, round, failed);
            case IntakeEvent.Confirmed confirmed -> confirmed(moment, round, confirmed);
            case IntakeEvent.CalledBack called -> answered(moment, round, called.resolved(), called.satisfaction());
            case IntakeEvent.Rated rated -> answered(moment, round, rated.resolved(), rated.satisfaction());
            case IntakeEvent.Reopened _ -> add(Measure.REOPENINGS, moment, round);
            case IntakeEvent.SpotChecked checked -> {
                add(Measure.SPOT_CHECKS, moment, round);
                addIf(checked.passed(), Measure.SPOT_CHECKS_PASSED, moment, round);
            }
            case IntakeEvent.RecurrenceLinked _ -> add(Measure.RECURRENCES, moment, round);
            case DispatchEvent.ReworkOrdered rework -> reworked(moment, round, rework);
            case DispatchEvent.ExtensionGranted _ ->
                facts.add(fact(Measure.EXTENSIONS, moment, round).of(partOf(moment)));
            case DispatchEvent.MisconductFound found ->
                facts.add(fact(Measure.MISCONDUCT, moment, round).of(null, found.unit()));
            case DispatchEvent.Supervised supervised -> supervised(moment, round, supervised.level());
            case DepartmentEvent.ReturnRequested _ -> returned(moment, round);
            case DeskEvent.Urged _ -> add(Measure.URGED, moment, round);
            default -> {}
        }
    }

    private void checked(Moment moment, StoryRound round, IntakeEvent.CheckPassed passed) {
        if (passed.flags() != null) {
            flags(moment, round, passed.flags());
        }
        if (!passed.selfHandled() && firstCheck(moment)) {
            add(Measure.FIRST_CHECKS, moment, round);
            add(Measure.FIRST_CHECKS_PASSED, moment, round);
        }
    }

    private void failed(Moment moment, StoryRound round, IntakeEvent.CheckFailed failed) {
        if (failed.level() != null) {
            return;
        }
        if (firstCheck(moment)) {
            facts.add(ofLead(Measure.FIRST_CHECKS, moment, round).unscoredIf(upheldAfter(moment)));
        }
        List<Moment> failures = story.moments().stream()
                .filter(one -> one.round() == moment.round()
                        && Objects.equals(one.lead(), moment.lead())
                        && one.event() instanceof IntakeEvent.CheckFailed other
                        && other.level() == null)
                .toList();
        if (failures.getFirst().equals(moment)) {
            failures(failures, round);
        }
    }

    /** All failures of one lead's work in one round; they count together, at the first. */
    private void failures(List<Moment> failures, StoryRound round) {
        Moment first = failures.getFirst();
        long stand = failures.stream().filter(one -> !upheldAfter(one)).count();
        facts.add(ofLead(Measure.FAILED_A_CHECK, first, round).unscoredIf(stand == 0));
        if (failures.size() >= Lifecycle.FAILURES_TO_RULING) {
            facts.add(
                    ofLead(Measure.FAILED_THREE_CHECKS, first, round).unscoredIf(stand < Lifecycle.FAILURES_TO_RULING));
        }
        if (stand < Lifecycle.FAILURES_TO_RULING) {
            facts.add(ofLead(Measure.FAILED_FEWER_CHECKS, first, round).unscoredIf(stand == 0));
        }
    }

    private void confirmed(Moment moment, StoryRound round, IntakeEvent.Confirmed confirmed) {
        add(Measure.CONFIRMATIONS, moment, round);
        Rating rating = confirmed.rating();
        if (rating == null) {
            return;
        }
        mark(Measure.RATED_CONFIRMATIONS, moment, round, 0);
        mark(Measure.MARK_ARRIVAL_SPEED, moment, round, rating.arrivalSpeed());
        mark(Measure.MARK_QUALITY, moment, round, rating.quality());
        mark(Measure.MARK_COOPERATION, moment, round, rating.cooperation());
        mark(Measure.MARK_COMMUNICATION, moment, round, rating.communication());
    }

    private void mark(Measure measure, Moment moment, StoryRound round, int mark) {
        boolean upheld = story.upheld(moment.lead(), moment.envelope().id());
        facts.add(ofLead(measure, moment, round).marked(mark).unscoredIf(upheld));
    }

    private void answered(Moment moment, StoryRound round, @Nullable Boolean resolved, @Nullable Integer satisfaction) {
        addIf(resolved != null, Measure.ANSWERS, moment, round);
        addIf(Boolean.TRUE.equals(resolved), Measure.ANSWERED_RESOLVED, moment, round);
        addIf(satisfaction != null, Measure.SATISFACTIONS, moment, round);
        addIf(satisfaction != null && satisfaction >= SATISFIED, Measure.SATISFIED, moment, round);
    }

    /** Assisting parts sent back with the lead count for their units, so that the county counts the rework once. */
    private void reworked(Moment moment, StoryRound round, DispatchEvent.ReworkOrdered rework) {
        for (UUID id : rework.parts()) {
            StoryPart part = story.part(id).orElse(null);
            facts.add(fact(Measure.REWORKS, moment, round)
                    .of(part)
                    .forTheUnitAlone(part == null || !part.lead())
                    .unscoredIf(story.upheld(id, moment.envelope().id())));
        }
    }

    private void returned(Moment moment, StoryRound round) {
        StoryPart part = partOf(moment);
        UUID refused = part == null ? null : part.returnRefused();
        boolean upheld = story.upheld(moment.part(), refused);
        facts.add(fact(Measure.RETURNS_REQUESTED, moment, round).of(part).unscoredIf(upheld));
        Measure judged = refused == null ? Measure.RETURNS_JUSTIFIED : Measure.RETURNS_REFUSED;
        facts.add(fact(judged, moment, round).of(part).unscoredIf(upheld));
    }

    private void supervised(Moment moment, StoryRound round, SupervisionLevel level) {
        StoryPart part = moment.part() == null ? story.part(moment.lead()).orElse(null) : partOf(moment);
        switch (level) {
            case BLUE -> {}
            case ORANGE ->
                facts.add(fact(Measure.SUPERVISED_ORANGE, moment, round).of(part));
            case RED -> facts.add(fact(Measure.SUPERVISED_RED, moment, round).of(part));
        }
    }

    private void flags(Moment moment, StoryRound round, List<String> flags) {
        flags.forEach(_ -> add(Measure.HONESTY_FLAGS, moment, round));
    }

    private boolean firstCheck(Moment moment) {
        return story.moments().stream()
                .filter(one -> one.round() == moment.round() && countyChecked(one.event()))
                .findFirst()
                .filter(one -> one.equals(moment))
                .isPresent();
    }

    private static boolean countyChecked(CaseEvent event) {
        return event instanceof IntakeEvent.CheckPassed passed && !passed.selfHandled()
                || event instanceof IntakeEvent.CheckFailed failed && failed.level() == null;
    }

    /** Whether an appeal was upheld about the rework that a failed check led to. */
    private boolean upheldAfter(Moment failed) {
        return story.moments().stream()
                .dropWhile(one -> !one.equals(failed))
                .skip(1)
                .takeWhile(one -> !countyChecked(one.event()))
                .filter(one -> one.event() instanceof DispatchEvent.ReworkOrdered)
                .anyMatch(one -> story.upheld(failed.lead(), one.envelope().id()));
    }

    private @Nullable StoryPart partOf(Moment moment) {
        return story.part(moment.part()).orElse(null);
    }

    private void addIf(boolean counts, Measure measure, Moment moment, StoryRound round) {
        if (counts) {
            add(measure, moment, round);
        }
    }

    private void add(Measure measure, Moment moment, StoryRound round) {
        facts.add(ofLead(measure, moment, round));
    }

    private Fact ofLead(Measure measure, Moment moment, StoryRound round) {
        return fact(measure, moment, round).of(story.part(moment.lead()).orElse(null));
    }

    private static Fact fact(Measure measure, Moment moment, StoryRound round) {
        return Fact.of(measure, Objects.requireNonNull(moment.at()), round);
    }
}
