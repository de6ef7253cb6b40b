package org.whistle.intake.open311;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.Position;
import org.whistle.events.code.VoidReason;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.Progress;
import org.whistle.intake.open311.Answer.Fields;
import org.whistle.intake.open311.Answer.FieldsBuilder;
import org.whistle.intake.open311.Answer.Items;
import org.whistle.kit.reference.Reference;

/**
 * A case as Open311 shows it: pure. Only known values are shown, and nothing of any person; a field without a value is
 * present and empty.
 *
 * @param duplicateOf the number of the case it was merged into
 * @param voidReason why it was voided
 * @param mediaUrl absent except for the integration that sent it
 * @param extended with notes and extended attributes
 */
record RequestView(
        IntakeCase record,
        KeptRequest kept,
        Reference county,
        @Nullable String duplicateOf,
        @Nullable VoidReason voidReason,
        @Nullable String mediaUrl,
        boolean extended) {

    /** Clocks whose deadline is the end of the work, not of a single desk's step. */
    private static final Set<ClockKind> FULFILLING =
            EnumSet.of(ClockKind.SELF_HANDLING, ClockKind.HANDLING, ClockKind.REWORK);

    private static final int COMMUNITY_DIGITS = 12;
    private static final int STREET_DIGITS = 9;

    Fields fields(Open311Messages wording, Locale locale) {
        Position position = record.facts().position();
        FieldsBuilder fields = new FieldsBuilder()
                .with("service_request_id", record.facts().caseNumber())
                .with("status", status())
                .with("status_notes", statusNotes(wording, locale))
                .with("service_name", serviceName(locale))
                .with("service_code", record.facts().categoryCode())
                .with("description", record.facts().description())
                .with("agency_responsible", agency(locale))
                .with("service_notice", null)
                .with("requested_datetime", local(kept.requestedAt()))
                .with("updated_datetime", local(kept.updatedAt()))
                .with("expected_datetime", local(expected()))
                .with("address", record.facts().address())
                .with("address_id", record.facts().gridCode())
                .with("zipcode", null)
                .with("lat", position == null ? null : position.latitude())
                .with("long", position == null ? null : position.longitude())
                .with("media_url", mediaUrl);
        return extended
                ? fields.with("extended_attributes", extendedAttributes())
                        .with("notes", notes(wording, locale))
                        .build()
                : fields.build();
    }

    private String status() {
        return record.state().open() ? "open" : "closed";
    }

    private String statusNotes(Open311Messages wording, Locale locale) {
        return switch (record.state()) {
            case MERGED ->
                duplicateOf == null
                        ? wording.of(record.state(), locale)
                        : wording.of("STATE_MERGED_INTO", locale, duplicateOf);
            case VOIDED ->
                voidReason == null
                        ? wording.of(record.state(), locale)
                        : wording.of("VOIDED_" + voidReason.name(), locale);
            default -> wording.of(record.state(), locale);
        };
    }

    private @Nullable String serviceName(Locale locale) {
        return county.conditionsOf(record.facts().categoryCode()).stream()
                .findFirst()
                .map(condition -> Services.nameOf(condition, locale))
                .orElse(null);
    }

    /** The agency responsible now: the lead unit once there is one, else the desk that holds the case. */
    private @Nullable String agency(Locale locale) {
        Progress.CountyShare share = record.progress().county();
        String jurisdiction = record.jurisdiction();
        return switch (record.state()) {
            case REPORTED, VERIFYING, COMMUNITY_HANDLING -> territory(jurisdiction, COMMUNITY_DIGITS, locale);
            case STREET_PENDING, STREET_HANDLING -> territory(jurisdiction, STREET_DIGITS, locale);
            case TICKETED, RULING ->
                Services.english(locale)
                        ? county.county().nameEn()
                        : county.county().nameZh();
            case DISPATCHED, RETURN_REVIEW, HANDLING, SUSPENDED, CHECKING, CONFIRMING, CLOSED, FORCE_CLOSED ->
                share == null ? selfHandler(jurisdiction, locale) : unit(share.leadUnit(), locale);
            case VOIDED, MERGED -> null;
        };
    }

    private @Nullable String selfHandler(@Nullable String jurisdiction, Locale locale) {
        Progress.SelfHandling handling = record.progress().selfHandling();
        if (handling == null) {
            return null;
        }
        return switch (handling.level()) {
            case COMMUNITY -> territory(jurisdiction, COMMUNITY_DIGITS, locale);
            case STREET -> territory(jurisdiction, STREET_DIGITS, locale);
        };
    }

    private @Nullable String unit(String code, Locale locale) {
        if (code.startsWith(Reference.STREET_UNIT_PREFIX)) {
            return territory(code.substring(Reference.STREET_UNIT_PREFIX.length()), STREET_DIGITS, locale);
        }
        Reference.Unit unit = county.units().get(code);
        return unit == null ? null : Services.english(locale) ? unit.nameEn() : unit.nameZh();
    }

    private @Nullable String territory(@Nullable String code, int digits, Locale locale) {
        Reference.Jurisdiction found = code == null || code.length() < digits
                ? null
                : county.jurisdictions().get(code.substring(0, digits));
        return found == null ? null : Services.english(locale) ? found.nameEn() : found.nameZh();
    }

    /** Until when the work has to be done; the last of several parts and stages. Absent while no such clock runs. */
    private @Nullable Instant expected() {
        return record.state().open()
                ? record.clocks()
                        .open()
                        .filter(clock -> FULFILLING.contains(clock.kind()))
                        .map(Clock::deadline)
                        .filter(java.util.Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }

    private Fields extendedAttributes() {
        Instant next = record.clocks()
                .open()
                .map(Clock::deadline)
                .filter(java.util.Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new FieldsBuilder()
                .with("state", record.state().name())
                .with("round", record.round())
                .with("reporters", record.reporters().size())
                .with("duplicate_of", duplicateOf)
                .with("next_deadline", local(next))
                .build();
    }

    private Items notes(Open311Messages wording, Locale locale) {
        return new Items(
                "note",
                kept.notes().stream()
                        .map(note -> new FieldsBuilder()
                                .with("datetime", local(note.at()))
                                .with("description", wording.of(note.state(), locale))
                                .with("type", note.state().name().toLowerCase(Locale.ROOT))
                                .build())
                        .toList());
    }

    private @Nullable String local(@Nullable Instant instant) {
        ZoneId zone = county.county().zone();
        return instant == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
}
