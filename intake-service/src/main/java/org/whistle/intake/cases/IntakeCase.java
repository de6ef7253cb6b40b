package org.whistle.intake.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.kit.desk.CaseRecord;

/**
 * A case as intake knows it. While the county holds it, the state follows the county's events.
 *
 * @param urgent reported with a condition that means danger to life or limb
 * @param jurisdictionCode code of the jurisdiction that has to locate it, while it has no grid
 * @param reporters the first reporter, then those who joined
 */
public record IntakeCase(
        UUID caseId,
        CaseState state,
        int round,
        CaseFacts facts,
        @Nullable String conditionCode,
        boolean urgent,
        @Nullable String jurisdictionCode,
        List<Reporter> reporters,
        Instant reportedAt,
        Progress progress,
        ClockBook clocks)
        implements CaseRecord {

    public IntakeCase {
        reporters = List.copyOf(reporters);
    }

    @Override
    public String caseNumber() {
        return facts.caseNumber();
    }

    @Override
    public boolean open() {
        return state.open();
    }

    @Override
    public @Nullable String jurisdiction() {
        return facts.gridCode() == null ? jurisdictionCode : facts.gridCode();
    }

    /** Whether the account reported it or joined. */
    public boolean reportedBy(String account) {
        return pseudonymOf(account).isPresent();
    }

    /** The pseudonym of a reporter of this case, as in the events. */
    public Optional<String> pseudonymOf(String account) {
        return reporters.stream()
                .filter(reporter -> reporter.account().equals(account))
                .map(Reporter::pseudonym)
                .findFirst();
    }

    /** Whether a citizen waits for an answer: it is a citizen's, or one of a citizen was merged into it. */
    public boolean answersToCitizen() {
        return source().answersToCitizen() || Boolean.TRUE.equals(progress.forCitizen());
    }

    /** Whether it has to be seen on site before anything but merging and voiding. */
    public boolean awaitsVerification() {
        return facts.source().verificationRequired() && !progress.verified() && !urgent;
    }

    /** Whether a community or street handled it, not the county. */
    public boolean selfHandled() {
        return progress.selfHandling() != null;
    }

    /** The answer for the citizen; null while a desk is handling the case. */
    public Progress.@Nullable Answer answer() {
        boolean done = state == CaseState.CHECKING || state == CaseState.CONFIRMING || !open();
        return done ? progress.answer() : null;
    }

    /** Whether the lead unit is the given street's own. */
    public boolean ledByStreet() {
        Progress.CountyShare county = progress.county();
        return county != null && county.leadUnit().startsWith("STREET-");
    }

    IntakeCase to(CaseState next, Progress now) {
        return new IntakeCase(
                caseId,
                next,
                round,
                facts,
                conditionCode,
                urgent,
                jurisdictionCode,
                reporters,
                reportedAt,
                now,
                clocks);
    }

    /** With a ticket at the county. */
    public IntakeCase ticketed(Ticket ticket) {
        return to(CaseState.TICKETED, progress.ticketed(ticket));
    }

    IntakeCase with(Progress now) {
        return to(state, now);
    }

    IntakeCase nextRound() {
        return new IntakeCase(
                caseId,
                CaseState.STREET_PENDING,
                round + 1,
                facts,
                conditionCode,
                urgent,
                jurisdictionCode,
                reporters,
                reportedAt,
                progress.again(),
                clocks);
    }

    IntakeCase joinedBy(List<Reporter> more) {
        List<Reporter> all = new ArrayList<>(reporters);
        more.stream().filter(reporter -> !reportedBy(reporter.account())).forEach(all::add);
        return new IntakeCase(
                caseId,
                state,
                round,
                facts,
                conditionCode,
                urgent,
                jurisdictionCode,
                all,
                reportedAt,
                progress,
                clocks);
    }

    IntakeCase described(String categoryCode, String condition) {
        return filed(placed(categoryCode, facts.gridCode(), facts.position()), condition, jurisdictionCode);
    }

    /** The same case in another grid. */
    public IntakeCase inGrid(String gridCode, @Nullable Position position) {
        return filed(
                placed(facts.categoryCode(), gridCode, position == null ? facts.position() : position),
                conditionCode,
                jurisdictionCode);
    }

    /** The same case with the new code of its grid, or of the jurisdiction that has to locate it: its street was split. */
    IntakeCase renamed(String code) {
        return facts.gridCode() == null ? filed(facts, conditionCode, code) : inGrid(code, null);
    }

    private IntakeCase filed(CaseFacts as, @Nullable String condition, @Nullable String jurisdiction) {
        return new IntakeCase(
                caseId, state, round, as, condition, urgent, jurisdiction, reporters, reportedAt, progress, clocks);
    }

    private CaseFacts placed(String categoryCode, @Nullable String gridCode, @Nullable Position position) {
        return facts.placed(categoryCode, gridCode, position);
    }

    IntakeCase withClocks(ClockBook book) {
        return new IntakeCase(
                caseId,
                state,
                round,
                facts,
                conditionCode,
                urgent,
                jurisdictionCode,
                reporters,
                reportedAt,
                progress,
                book);
    }

    /** The same with danger to life or limb, or without. */
    IntakeCase urgent(boolean now) {
        return new IntakeCase(
                caseId,
                state,
                round,
                facts,
                conditionCode,
                now,
                jurisdictionCode,
                reporters,
                reportedAt,
                progress,
                clocks);
    }

    @Override
    public ClockRules.Traits traits() {
        Ticket ticket = progress.ticket();
        return new ClockRules.Traits(
                answersToCitizen(),
                ticket == null ? urgent : ticket.urgent(),
                facts.gridCode() != null,
                ticket == null ? List.of() : ticket.conditions(),
                state);
    }

    /** A new case at the community's desk. */
    public static IntakeCase reported(
            UUID caseId,
            CaseFacts facts,
            @Nullable String conditionCode,
            boolean urgent,
            @Nullable String jurisdictionCode,
            Reporter reporter,
            Instant at) {
        return new IntakeCase(
                caseId,
                CaseState.REPORTED,
                1,
                facts,
                conditionCode,
                urgent,
                jurisdictionCode,
                List.of(reporter),
                at,
                Progress.start(),
                ClockBook.EMPTY);
    }

    /** Marked as a recurrence of an earlier case that was closed. */
    public IntakeCase recurring(UUID earlierCase) {
        return with(progress.recurring(earlierCase));
    }

    /** Without who handled it, and when. */
    IntakeCase blinded() {
        return with(progress.withoutHandler()).withClocks(ClockBook.EMPTY);
    }

    /** The view for those who joined another's report: category, state and reply, no text of the report and no photos. */
    IntakeCase followed() {
        CaseFacts shown = new CaseFacts(
                facts.caseNumber(),
                facts.categoryCode(),
                "",
                null,
                null,
                null,
                facts.source(),
                null,
                null,
                List.of(),
                facts.referenceVersion());
        return new IntakeCase(
                caseId,
                state,
                round,
                shown,
                null,
                urgent,
                null,
                reporters,
                reportedAt,
                progress.followed(),
                ClockBook.EMPTY);
    }

    /** Where the report came from. */
    public Source source() {
        return facts.source();
    }
}
