package org.whistle.intake.open311;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.VoidReason;

/** Stores requests beside their cases. */
@Repository
class RequestStore {

    private final JdbcClient jdbc;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether a request's case was reported with this photo.
     *
     * @param stored hash of the kept file
     * @param confidential prefixes of category codes that do not count
     */
    boolean carries(String photo, String stored, List<String> confidential) {
        return jdbc.sql("""
                        select exists (
                            select from case_file join open311_request using (case_id) join intake_case using (case_id)
                            where stored = :stored and jsonb_exists(body -> 'facts' -> 'photoIds', :photo)
                                and not exists (
                                    select from unnest(:confidential::text[]) as hidden
                                    where starts_with(category_code, hidden)))
                        """)
                .param("stored", stored)
                .param("photo", photo)
                .param("confidential", confidential.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Locks equal requests of this integration until the transaction ends. */
    void lock(String integration, String what) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 311))")
                .param("what", integration + "\n" + what)
                .query(row -> {});
    }

    /** The case of the same request, sent within the last ten minutes of the machine's clock. */
    Optional<UUID> recent(String integration, byte[] fingerprint) {
        return jdbc.sql("""
                        select case_id from open311_request
                        where integration = :integration and fingerprint = :fingerprint
                        and recorded_at > clock_timestamp() - interval '10 minutes'
                        order by recorded_at desc limit 1
                        """)
                .param("integration", integration)
                .param("fingerprint", fingerprint)
                .query(UUID.class)
                .optional();
    }

    /** The request that came under a key of the client's. */
    Optional<Keyed> keyed(String integration, String key) {
        return jdbc.sql("""
                        select case_id, fingerprint from open311_request
                        where integration = :integration and request_key = :key
                        """)
                .param("integration", integration)
                .param("key", key)
                .query((row, _) -> new Keyed(row.getObject("case_id", UUID.class), row.getBytes("fingerprint")))
                .optional();
    }

    /** A case and what was asked for. */
    record Keyed(UUID caseId, byte[] fingerprint) {}

    void keep(KeptRequest request, String county, @Nullable String key, byte[] fingerprint) {
        jdbc.sql("""
                        insert into open311_request (case_id, integration, county, request_key, fingerprint, media_url,
                            account_id, similar_cases, requested_at, updated_at)
                        values (:case, :integration, :county, :key, :fingerprint, :mediaUrl, :accountId, :similar, :at, :at)
                        """)
                .param("case", request.caseId())
                .param("integration", request.integration())
                .param("county", county)
                .param("key", key)
                .param("fingerprint", fingerprint)
                .param("mediaUrl", request.mediaUrl())
                .param("accountId", request.accountId())
                .param("similar", request.similar())
                .param("at", request.requestedAt().atOffset(ZoneOffset.UTC))
                .update();
        request.notes().forEach(note -> note(request.caseId(), note));
    }

    /** Notes a state, unless it is the one noted last; nothing for a case that came another way. */
    void note(UUID caseId, KeptRequest.Note note) {
        int noted = jdbc.sql("""
                        insert into open311_note (case_id, number, state, round, at)
                        select request.case_id, coalesce(last.number, 0) + 1, :state, :round, :at
                        from open311_request as request left join lateral (
                            select number, state, round from open311_note where case_id = request.case_id
                            order by number desc limit 1) as last on true
                        where request.case_id = :case
                        and (last.state, last.round) is distinct from (cast(:state as text), cast(:round as int))
                        """)
                .param("case", caseId)
                .param("state", note.state().name())
                .param("round", note.round())
                .param("at", note.at().atOffset(ZoneOffset.UTC))
                .update();
        if (noted > 0) {
            jdbc.sql("update open311_request set updated_at = greatest(updated_at, :at) where case_id = :case")
                    .param("case", caseId)
                    .param("at", note.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    Optional<KeptRequest> find(UUID caseId) {
        return Optional.ofNullable(findAll(List.of(caseId)).get(caseId));
    }

    Map<UUID, KeptRequest> findAll(Collection<UUID> cases) {
        UUID[] ids = cases.toArray(UUID[]::new);
        Map<UUID, List<Noted>> notes = jdbc
                .sql("""
                        select case_id, state, round, at from open311_note
                        where case_id = any(:cases) order by case_id, number
                        """)
                .param("cases", ids)
                .query((row, _) -> new Noted(
                        row.getObject("case_id", UUID.class),
                        new KeptRequest.Note(
                                CaseState.valueOf(row.getString("state")), row.getInt("round"), instant(row, "at"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Noted::caseId));
        return jdbc
                .sql("select * from open311_request where case_id = any(:cases)")
                .param("cases", ids)
                .query((row, _) -> kept(row, notes))
                .list()
                .stream()
                .collect(Collectors.toMap(KeptRequest::caseId, one -> one));
    }

    /** Why cases were voided, as far as their events are still kept here. */
    Map<UUID, VoidReason> voidReasons(Collection<UUID> cases) {
        return jdbc
                .sql("select value from event where key = any(:cases) and type = 'case.voided.v1'")
                .param("cases", cases.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, _) -> EventCodec.decode(row.getBytes("value")))
                .list()
                .stream()
                .filter(event -> event.data() instanceof IntakeEvent.Voided)
                .collect(Collectors.toMap(
                        Envelope::caseId,
                        event -> ((IntakeEvent.Voided) event.data()).reasonCode(),
                        (_, later) -> later));
    }

    private record Noted(UUID caseId, KeptRequest.Note note) {}

    private static KeptRequest kept(ResultSet row, Map<UUID, List<Noted>> notes) throws SQLException {
        UUID caseId = row.getObject("case_id", UUID.class);
        return new KeptRequest(
                caseId,
                row.getString("integration"),
                row.getString("media_url"),
                row.getString("account_id"),
                row.getInt("similar_cases"),
                instant(row, "requested_at"),
                instant(row, "updated_at"),
                notes.getOrDefault(caseId, List.of()).stream().map(Noted::note).toList());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
