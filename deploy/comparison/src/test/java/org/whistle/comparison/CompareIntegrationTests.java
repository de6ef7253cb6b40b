package org.whistle.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.events.AdminEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Producer;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.Source;
import org.whistle.events.evidence.Evidence;
import org.whistle.events.evidence.EvidenceToken;
import org.whistle.testing.TestSystem;

/** A desk and a ledger that agree, and each way in which they can be made to differ. */
class CompareIntegrationTests {

    private static final UUID CASE = UUID.fromString("01980000-0000-7000-8000-000000000001");

    private final Envelope reported = event(
            1,
            new IntakeEvent.Reported(
                    new CaseFacts(
                            "3509992026112300001",
                            "E0110",
                            "垃圾",
                            null,
                            null,
                            "350999001001001",
                            Source.GRID_PATROL,
                            null,
                            null,
                            List.of(),
                            1),
                    null,
                    "reporter",
                    false,
                    null));
    private final Envelope escalated = event(2, new IntakeEvent.Escalated(EscalateReason.BEYOND_POWER, "超出职权", null));
    private final String deskAddress = newDatabase();
    private final String ledgerAddress = newDatabase();
    private Connection desk;
    private Connection ledger;

    @BeforeEach
    void agree() throws SQLException {
        desk = TestSystem.shared().superuser(deskAddress);
        ledger = TestSystem.shared().superuser(ledgerAddress);
        execute(desk, """
                create table event (id uuid, recorded_at timestamptz default now() - interval '1 hour', topic text,
                    key text, value bytea);
                create table outbox (event_id uuid);
                create table inbox (event_id uuid);
                create table intake_case (case_id uuid, state text)
                """);
        execute(ledger, """
                create table entry (shard int, index bigint, event_id uuid, case_id uuid, source text, verdict text, value bytea)
                """);
        long index = 0;
        for (Envelope event : List.of(reported, escalated)) {
            insert(
                    desk,
                    "insert into event (id, topic, key, value) values (?, 'case-events', '" + CASE + "', ?)",
                    event);
            insert(
                    ledger,
                    "insert into entry values (3, " + index++ + ", ?, '" + CASE + "', '/intake-service', 'TRUSTED', ?)",
                    event);
        }
        execute(desk, "insert into intake_case values ('" + CASE + "', 'STREET_PENDING')");
    }

    @AfterEach
    void close() throws SQLException {
        desk.close();
        ledger.close();
    }

    @Test
    void whatAgreesIsSaidToAgree() {
        assertThat(compared()).startsWith("0\n✓");
    }

    @Test
    void anEditedCaseIsNamedWithBothStates() throws SQLException {
        execute(desk, "update intake_case set state = 'VOIDED'");

        assertThat(compared()).startsWith("1").contains("台账案件被改", CASE.toString(), "VOIDED", "STREET_PENDING");
    }

    @Test
    void anEditedEventIsNamed() throws SQLException {
        execute(desk, "update event set value = value || ' ' where id = '" + escalated.id() + "'");

        assertThat(compared())
                .startsWith("1")
                .contains("event edited", escalated.id().toString());
    }

    @Test
    void anEventThatWasWithheldIsNamed() throws SQLException {
        execute(ledger, "delete from entry where event_id = '" + escalated.id() + "'");

        assertThat(compared())
                .startsWith("1")
                .contains("event withheld", escalated.id().toString());
    }

    @Test
    void anEventThatTheDeskNeverKeptIsNamedWithItsLeaf() throws SQLException {
        execute(desk, "delete from event where id = '" + escalated.id() + "'");

        assertThat(compared())
                .startsWith("1")
                .contains("event missing", escalated.id().toString(), "3 / 1");
    }

    @Test
    void aPictureThatIsNotKeptAnyMoreOrWasSwappedIsNamed(@TempDir Path photos) throws Exception {
        byte[] picture = {1, 2, 3};
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
        Path file =
                Files.createDirectories(photos.resolve(hash.substring(0, 2))).resolve(hash);
        String before = token(hash, Instant.EPOCH);
        Envelope completed = event(
                3,
                new DepartmentEvent.Completed(
                        "已清运", false, List.of(before, token(hash, Instant.now())), List.of(), null, null));
        insert(
                ledger,
                "insert into entry values (4, 0, ?, '" + CASE + "', '/department-service', 'TRUSTED', ?)",
                completed);

        assertThat(compared("--photos=" + photos))
                .startsWith("1")
                .contains("附件缺失", completed.id().toString(), hash);
        Files.write(file, new byte[] {1, 2, 4});
        assertThat(compared("--photos=" + photos)).startsWith("1").contains("file changed", hash);
        Files.write(file, picture);
        assertThat(compared("--photos=" + photos)).startsWith("0");
    }

    @Test
    void aPictureMayBeGoneAsFarAsIntakeSaidThatItDeletedButNotBeAnother(@TempDir Path photos) throws Exception {
        String hash = "ab".repeat(32);
        insert(
                ledger,
                "insert into entry values (4, 0, ?, '" + CASE + "', '/department-service', 'TRUSTED', ?)",
                event(3, new DepartmentEvent.ProgressNoted("清运中", List.of(token(hash, Instant.EPOCH)))));

        deleted(4, "site_position", Instant.EPOCH.plusSeconds(1));
        deleted(5, "upload", Instant.EPOCH);
        assertThat(compared("--photos=" + photos)).startsWith("1").contains("附件缺失", hash);
        deleted(6, "upload", Instant.EPOCH.plusSeconds(1));
        deleted(7, "upload", Instant.EPOCH.minusSeconds(1));
        assertThat(compared("--photos=" + photos)).startsWith("0");
        Files.write(Files.createDirectories(photos.resolve("ab")).resolve(hash), new byte[] {1});
        assertThat(compared("--photos=" + photos)).startsWith("1").contains("file changed", hash);
    }

    private void deleted(long sequence, String table, Instant before) throws SQLException {
        insert(
                ledger,
                "insert into entry values (12, " + sequence + ", ?, null, '/intake-service', 'TRUSTED', ?)",
                event(sequence, new AdminEvent.RecordsDeleted(table, 1, before)));
    }

    private static String token(String hash, Instant uploadedAt) {
        return EvidenceToken.sign(
                new Evidence(Evidence.Kind.AFTER, hash, hash, 3, uploadedAt, null, null, null, "grid"),
                TestSystem.shared().keys().signingKey(Producer.INTAKE));
    }

    @Test
    void whatIsStillOnItsWayIsNoDifference() throws SQLException {
        execute(ledger, "delete from entry where event_id = '" + escalated.id() + "'");
        execute(desk, "insert into outbox values ('" + escalated.id() + "')");

        assertThat(compared()).startsWith("0");
    }

    @Test
    void wrongUseIsToldWithoutAnyPassword() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(Compare.run(new String[] {"--street=jdbc:x?password=secret"}, new PrintStream(out, true)))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("secret")
                .contains("--audit=");
    }

    private String compared(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--audit=" + withUser(ledgerAddress));
        arguments.add("--intake=" + withUser(deskAddress));
        int code = Compare.run(arguments.toArray(String[]::new), new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + "\n" + out.toString(StandardCharsets.UTF_8);
    }

    private static String withUser(String address) {
        return address + (address.contains("?") ? "&" : "?") + "user=postgres&password=postgres";
    }

    private static Envelope event(long sequence, EventPayload data) {
        return new Envelope(
                UUID.fromString("01980000-0000-7000-9000-00000000000" + sequence),
                Producer.INTAKE.source(),
                EventTypes.nameOf(data.getClass()),
                CASE.toString(),
                Instant.parse("2026-11-23T01:00:00Z").plusSeconds(sequence),
                "grid",
                "GRID_WORKER",
                "350999001001001",
                sequence,
                null,
                1,
                null,
                null,
                List.of(),
                data);
    }

    private static String newDatabase() {
        return TestSystem.shared().settingsFor("intake-service").getOrDefault("spring.datasource.url", "");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void insert(Connection connection, String sql, Envelope event) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, event.id());
            statement.setBytes(2, EventCodec.encode(event));
            statement.executeUpdate();
        }
    }
}
