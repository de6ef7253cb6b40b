package org.whistle.audit.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.proof.tree.Hash;

/**
 * A row of the ledger as stored in the table, not verified.
 *
 * @param position offset in the topic
 * @param leafHash as stored, not as computed
 */
public record StoredEntry(
        Shard shard,
        long index,
        long position,
        @Nullable UUID eventId,
        @Nullable UUID caseId,
        @Nullable String source,
        @Nullable Long sequence,
        EntryVerdict verdict,
        byte[] value,
        @Nullable String signature,
        Hash leafHash,
        Instant appendedAt) {

    static StoredEntry of(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        boolean sequenced = !row.wasNull();
        return new StoredEntry(
                new Shard(row.getInt("shard")),
                row.getLong("index"),
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("source"),
                sequenced ? sequence : null,
                EntryVerdict.valueOf(row.getString("verdict")),
                row.getBytes("value"),
                row.getString("signature"),
                Hash.of(row.getBytes("leaf_hash")),
                row.getObject("appended_at", OffsetDateTime.class).toInstant());
    }
}
