package org.whistle.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whistle.events.AdminEvent.RecordsDeleted;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;

/**
 * Every picture and document that an event of the ledger names, in the folder of intake: there, and unchanged. A file
 * deleted after its retention (trust.md, Retention) is no finding, unless the same file was uploaded again since. The
 * admin log has an entry of each deletion, so no setting is needed here.
 */
final class FileComparison {

    private static final int PAGE = 1_000;
    private static final String DESK = "intake-service";

    private final Connection ledger;
    private final Consumer<Finding> found;
    private final Set<String> seen = new HashSet<>();
    private Instant deletedBefore = Instant.MIN;

    FileComparison(Connection ledger, Consumer<Finding> found) {
        this.ledger = ledger;
        this.found = found;
    }

    private record Place(int shard, long index) {}

    void of(Path folder) throws SQLException, IOException {
        deletedBefore = deletedBefore();
        Place last = page(folder, new Place(0, -1));
        while (last != null) {
            last = page(folder, last);
        }
    }

    /** The latest moment before which intake deleted files, of its entries in the log of the admin events. */
    private Instant deletedBefore() throws SQLException {
        Instant latest = Instant.MIN;
        try (PreparedStatement select = ledger.prepareStatement(
                "select value from entry where shard = 12 and verdict = 'TRUSTED' and source = ?")) {
            select.setString(1, Producer.INTAKE.source());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (EventCodec.decode(row.getBytes(1)).data()
                                    instanceof RecordsDeleted(String table, long _, @Nullable Instant before)
                            && table.equals("upload")
                            && before != null
                            && before.isAfter(latest)) {
                        latest = before;
                    }
                }
            }
        }
        return latest;
    }

    private @Nullable Place page(Path folder, Place after) throws SQLException, IOException {
        try (PreparedStatement select = ledger.prepareStatement("""
                select shard, index, event_id, value from entry
                where (shard, index) > (?, ?) and verdict = 'TRUSTED' order by shard, index limit ?
                """)) {
            select.setInt(1, after.shard());
            select.setLong(2, after.index());
            select.setInt(3, PAGE);
            Place last = null;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = new Place(row.getInt(1), row.getLong(2));
                    compare(folder, row.getObject(3, UUID.class), row.getBytes(4));
                }
            }
            return last;
        }
    }

    private void compare(Path folder, UUID event, byte[] value) throws IOException {
        for (String token : EvidenceToken.in(value).toList()) {
            Optional<Evidence> evidence = EvidenceToken.read(token);
            String stored = evidence.map(Evidence::stored).orElse("");
            if (!stored.matches("[0-9a-f]{64}") || seen.contains(stored)) {
                continue;
            }
            Path file = folder.resolve(stored.substring(0, 2)).resolve(stored);
            boolean mayBeGone = evidence.orElseThrow().uploadedAt().isBefore(deletedBefore);
            if (!mayBeGone || Files.exists(file)) {
                seen.add(stored);
                compareFile(file, event, stored);
            }
        }
    }

    private void compareFile(Path file, UUID event, String stored) throws IOException {
        try {
            if (!sha256(file).equals(stored)) {
                found.accept(new Finding(Finding.Kind.FILE_CHANGED, DESK, event, stored));
            }
        } catch (NoSuchFileException e) {
            found.accept(new Finding(Finding.Kind.FILE_MISSING, DESK, event, stored));
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
