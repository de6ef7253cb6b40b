package org.whistle.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Source;

/**
 * What is known of a case when one desk hands it to the next.
 *
 * @param gridCode 15 digits, absent while unlocated
 * @param description screened for phone and ID numbers
 * @param photoIds photo tokens signed by intake
 * @param referenceVersion the county pack in force
 */
public record CaseFacts(
        String caseNumber,
        String categoryCode,
        String description,
        @Nullable Position position,
        @Nullable String address,
        @Nullable String gridCode,
        Source source,
        @Nullable String externalId,
        @Nullable Instant externalDeadline,
        List<String> photoIds,
        long referenceVersion) {

    public CaseFacts {
        photoIds = List.copyOf(photoIds);
    }

    /** The same facts in another grid: its street was split. */
    public CaseFacts inGrid(String code) {
        return placed(categoryCode, code, position);
    }

    /** The same facts with another category and place. */
    public CaseFacts placed(String category, @Nullable String grid, @Nullable Position where) {
        return new CaseFacts(
                caseNumber,
                category,
                description,
                where,
                address,
                grid,
                source,
                externalId,
                externalDeadline,
                photoIds,
                referenceVersion);
    }
}
