package org.whistle.intake.cases;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.events.DispatchEvent;
import org.whistle.intake.honesty.Handling;
import org.whistle.intake.honesty.HonestyFlag;
import org.whistle.intake.honesty.HonestyFlags;
import org.whistle.intake.honesty.SitePhotos;
import org.whistle.kit.desk.Stored;

/** Collects the input of the honesty flags when a handling is completed. */
@Component
class Honesty {

    private final SitePhotos photos;
    private final MeterRegistry meters;

    Honesty(SitePhotos photos, MeterRegistry meters) {
        this.photos = photos;
        this.meters = meters;
    }

    /** Flags of a self-handling; none for any other command. */
    List<String> onHandling(Stored<IntakeCase> stored, IntakeCommand command) {
        IntakeCase record = stored.body();
        Progress.SelfHandling handling = record.progress().selfHandling();
        if (!(command instanceof IntakeCommand.Handle handle) || handling == null || handle.photoIds() == null) {
            return List.of();
        }
        return flags(record, handle.photoIds(), null, handling.startedAt(), null, stored.readAt());
    }

    /** Flags of a completion the county accepted. */
    List<String> onCompletion(IntakeCase record, DispatchEvent.CompletionAccepted accepted, Instant acceptedByCounty) {
        Progress.CountyShare county = record.progress().county();
        if (county == null) {
            return List.of();
        }
        Progress.Arrival arrival = county.arrival();
        Instant completed = county.completedAt() == null ? acceptedByCounty : county.completedAt();
        return flags(
                record,
                accepted.photoIds(),
                county.dispatchedAt(),
                county.acceptedAt(),
                arrival == null ? null : arrival.at(),
                completed);
    }

    /** The flag for a checker who reported the case: known only when the check is done. */
    static List<String> atTheCheck(IntakeCase record, String checker) {
        return record.reportedBy(checker) ? List.of(HonestyFlag.REPORTER_IS_CHECKER.name()) : List.of();
    }

    private List<String> flags(
            IntakeCase record,
            List<String> after,
            @Nullable Instant dispatchedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant arrivedAt,
            Instant completedAt) {
        Handling handling = new Handling(
                photos.of(record.facts().photoIds()),
                photos.of(after),
                record.facts().position(),
                record.reportedAt(),
                dispatchedAt,
                acceptedAt,
                arrivedAt,
                completedAt,
                record.reporters().stream().map(Reporter::account).collect(Collectors.toSet()),
                null);
        List<String> flags =
                HonestyFlags.of(handling).stream().map(HonestyFlag::name).toList();
        flags.forEach(
                flag -> meters.counter("whistle.honesty.flags", "flag", flag).increment());
        return flags;
    }
}
