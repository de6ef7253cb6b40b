package org.whistle.intake.integration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it may be shown: without itself.
 *
 * @param validTo absent for one without an end
 */
public record Key(
        String name,
        Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant revokedAt) {}
