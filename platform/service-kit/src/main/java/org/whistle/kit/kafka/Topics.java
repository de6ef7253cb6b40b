package org.whistle.kit.kafka;

/** The topics of the system; their partition counts are fixed for their life (events.md). */
public final class Topics {

    /** Every case event, key = case id. */
    public static final String CASE_EVENTS = "case-events";

    /** One partition is one ledger shard. */
    public static final int CASE_EVENT_PARTITIONS = 12;

    /** Records that could not be read, trusted or applied. */
    public static final String DEAD_LETTERS = "case-events.dlt";

    /** County packs, one partition: in order. */
    public static final String REFERENCE_DATA = "reference-data";

    /** The admin log, one partition; the ledger appends it as a log of its own. */
    public static final String ADMIN_EVENTS = "admin-events";

    /** One ledger shard more. */
    public static final int ADMIN_EVENT_PARTITIONS = 1;

    /** The header that names key and signature: {@code <key id>:<base64>}. */
    public static final String SIGNATURE_HEADER = "signature";

    private Topics() {}
}
