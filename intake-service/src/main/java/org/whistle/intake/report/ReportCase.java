package org.whistle.intake.report;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Source;
import org.whistle.kit.place.DeclaredPosition;

/**
 * A report, or one that the command center registers for another person (api.md: {@code POST /cases}).
 *
 * @param position required, unless a dispatcher gives an address and the jurisdiction that has to locate it
 * @param externalDeadline what the hotline or leader set; shown beside the county's own clocks
 * @param route of a registration: to the community of the grid, or straight to the county; the first when absent
 */
public record ReportCase(
        @NotBlank @Size(max = 40) String categoryCode,
        @Nullable @Size(max = 40) String conditionCode,
        @NotBlank @Size(max = 2_000) String description,
        @Nullable @Valid DeclaredPosition position,
        @Nullable @Size(max = 200) String address,
        @Nullable @Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}") String jurisdictionCode,
        @Nullable @Size(max = 20) List<String> photoIds,
        @Nullable Source source,
        @Nullable @Size(min = 1, max = 100) String externalId,
        @Nullable Instant externalDeadline,
        @Nullable Route route,
        @Nullable Instant occurredAt) {

    /** Where a registered case goes first. */
    public enum Route {
        /** to the grid's community */
        GRID,
        /** to the command center, as a ticket */
        COUNTY
    }
}
