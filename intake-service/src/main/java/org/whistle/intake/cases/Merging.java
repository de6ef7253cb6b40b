package org.whistle.intake.cases;

import static org.whistle.events.code.CaseState.MERGED;
import static org.whistle.events.code.CaseState.REPORTED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.MergeReason;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.text.FreeText;

/** 并案 and its undoing: several cases at once, all of them locked by the caller; pure. */
final class Merging {

    private Merging() {}

    /** Why a case cannot be the main one; absent when it can. */
    static void requireMain(IntakeCase child, IntakeCase main) {
        if (main.caseId().equals(child.caseId())) {
            throw RefusedException.field("/into", "SAME_CASE");
        }
        if (main.state() == MERGED) {
            throw new RefusedException(new Refusal.Conflict("MERGED_INTO_OTHER", null, List.of()));
        }
        if (!main.state().open()) {
            throw new RefusedException(new Refusal.Conflict("CASE_ENDED", null, List.of()));
        }
    }

    /** The child, merged. */
    static Outcome<IntakeCase> child(IntakeCase child, UUID main, Instant now, @Nullable String note) {
        return Outcome.of(
                child.to(MERGED, child.progress().merged(new Progress.Merging(main, null, now))),
                new IntakeEvent.Merged(main, null, note == null ? "" : FreeText.screened(note)));
    }

    /** A child of the child, merged into the same main case, so that there are no chains. */
    static Outcome<IntakeCase> takenAlong(IntakeCase grandchild, UUID formerMain, UUID main, Instant now) {
        return Outcome.of(
                grandchild.with(grandchild.progress().merged(new Progress.Merging(main, formerMain, now))),
                new IntakeEvent.Merged(main, formerMain, ""));
    }

    /** The main case with every reporter of the others attached; it answers to a citizen where one of them does. */
    static Outcome<IntakeCase> main(IntakeCase main, List<IntakeCase> merged) {
        IntakeCase joined = main;
        List<PendingEvent> events = new ArrayList<>();
        for (IntakeCase one : merged) {
            for (Reporter reporter : one.reporters()) {
                if (!joined.reportedBy(reporter.account())) {
                    joined = joined.joinedBy(List.of(reporter));
                    events.add(PendingEvent.of(new IntakeEvent.Joined(reporter.pseudonym(), one.caseId())));
                }
            }
        }
        return new Outcome<>(
                merged.stream().anyMatch(IntakeCase::answersToCitizen)
                        ? joined.with(joined.progress().answeringToCitizen())
                        : joined,
                events);
    }

    /** Whether the merge came after its main case had ended, by event times. */
    static boolean cameTooLate(IntakeCase child, Instant mainEnded) {
        Progress.Merging merging = child.progress().merging();
        return child.state() == MERGED && merging != null && merging.at().isAfter(mainEnded);
    }

    /** Undone: on its own again, or back to the main case that took it along. */
    static Outcome<IntakeCase> undone(IntakeCase child) {
        Progress.Merging merging = Objects.requireNonNull(child.progress().merging());
        UUID earlier = merging.earlierMain();
        IntakeEvent.Unmerged event = new IntakeEvent.Unmerged(merging.into(), earlier, MergeReason.MAIN_ENDED);
        if (earlier == null) {
            return Outcome.of(child.to(REPORTED, child.progress().merged(null)), event);
        }
        Progress.Merging back = new Progress.Merging(earlier, null, merging.at());
        return Outcome.of(child.to(CaseState.MERGED, child.progress().merged(back)), event);
    }
}
