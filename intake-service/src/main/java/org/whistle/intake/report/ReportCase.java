package org.whistle.intake.report;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Source;
import org.whistle.intake.cases.DeclaredPosition;

/** What somebody saw (api.md, {@code POST /cases}). */
public record ReportCase(
        @NotBlank @Size(max = 40) String categoryCode,
        @Nullable @Size(max = 40) String conditionCode,
        @NotBlank @Size(max = 2_000) String description,
        @NotNull @Valid DeclaredPosition position,
        @Nullable @Size(max = 200) String address,
        @Nullable @Size(max = 20) List<String> photoIds,
        @Nullable Source source,
        @Nullable @Size(min = 1, max = 100) String externalId,
        @Nullable Instant occurredAt) {}
