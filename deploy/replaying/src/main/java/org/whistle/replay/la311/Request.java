package org.whistle.replay.la311;

import java.time.LocalDateTime;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.county.Place;

/**
 * A service request to Los Angeles 311.
 *
 * @param closed absent if it never was
 */
record Request(
        String id,
        String type,
        LocalDateTime created,
        @Nullable LocalDateTime closed,
        String source,
        String owner,
        Place place,
        String address) {

    static Request of(CSVRecord row) {
        LocalDateTime created = LocalDateTime.parse(row.get("created"));
        String closed = row.get("closed");
        return new Request(
                row.get("request_id"),
                row.get("type"),
                created,
                closed.isEmpty() ? null : later(created, LocalDateTime.parse(closed)),
                row.get("source"),
                row.get("owner"),
                new Place(Double.parseDouble(row.get("longitude")), Double.parseDouble(row.get("latitude"))),
                row.get("address"));
    }

    /** Reported by people on patrol. */
    boolean selfReported() {
        return source.equals("Driver Self Report");
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }
}
