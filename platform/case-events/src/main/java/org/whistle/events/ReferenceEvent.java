package org.whistle.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reference data on its way to the desks; the envelope's subject is the county. */
public sealed interface ReferenceEvent extends EventPayload {

    /**
     * Some records of one kind of a pack version; they take effect together with the rest.
     *
     * @param kind as in deploy/packs, such as {@code units}
     * @param records each with its {@code code} and its fields
     */
    record RecordsStaged(String county, long version, String kind, List<StagedRecord> records)
            implements ReferenceEvent {

        public RecordsStaged {
            records = List.copyOf(records);
        }
    }

    /** One record of a pack. */
    record StagedRecord(String code, Map<String, @Nullable Object> fields) {}

    /**
     * From here on the version is in force as a whole.
     *
     * @param sha256 of the pack as it was imported, in hex
     * @param records how many were staged, so that a gap is noticed
     */
    record PackActivated(String county, long version, String sha256, int records) implements ReferenceEvent {}
}
