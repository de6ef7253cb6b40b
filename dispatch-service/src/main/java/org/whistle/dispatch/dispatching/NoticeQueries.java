package org.whistle.dispatch.dispatching;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.RefusedException;

/** The notices of a caller, newest first. */
@Service
public class NoticeQueries {

    private static final int LIMIT = 100;
    private static final Set<Role> UNITS = EnumSet.of(Role.DEPARTMENT);
    private static final String MINE = """
            (notice.account = :account
             or (notice.account is null
                 and exists (select 1 from unnest(:units::text[], :unitScopes::text[]) as mine (unit, scope)
                             where mine.unit = notice.unit and starts_with(jurisdiction, mine.scope)))
             or exists (select 1 from unnest(:roles::text[], :scopes::text[]) as mine (role, scope)
                        where mine.role = notice.role and starts_with(jurisdiction, mine.scope)))
            """;

    private final JdbcClient jdbc;

    NoticeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A notice as it is shown. */
    public record Notice(
            long noticeId,
            Notices.Kind kind,
            UUID caseId,
            String caseNumber,
            String category,
            String jurisdiction,
            @Nullable String unit,
            String text,
            OffsetDateTime toldAt,
            boolean seen) {}

    /** The newest ones, or only those not seen. */
    public List<Notice> list(boolean unseenOnly, Caller caller) {
        return mine("""
                        select notice.*, s.seen_at is not null as seen from notice
                        left join notice_seen s on s.notice_id = notice.notice_id and s.account = :account
                        where %s %s order by told_at desc, notice.notice_id desc limit :limit
                        """.formatted(MINE, unseenOnly ? "and s.seen_at is null" : ""), caller)
                .param("limit", LIMIT)
                .query((row, _) -> new Notice(
                        row.getLong("notice_id"),
                        Notices.Kind.valueOf(row.getString("kind")),
                        row.getObject("case_id", UUID.class),
                        row.getString("case_number"),
                        row.getString("category"),
                        row.getString("jurisdiction"),
                        row.getString("unit"),
                        row.getString("text"),
                        row.getObject("told_at", OffsetDateTime.class),
                        row.getBoolean("seen")))
                .list();
    }

    /** Marks one as seen; again changes nothing. */
    public void see(long noticeId, Caller caller) {
        int rows = mine("""
                        insert into notice_seen (notice_id, account)
                        select notice_id, :account from notice where notice_id = :id and %s
                        on conflict (notice_id, account) do update set account = excluded.account
                        """.formatted(MINE), caller).param("id", noticeId).update();
        if (rows == 0) {
            throw RefusedException.notFound();
        }
    }

    private JdbcClient.StatementSpec mine(String sql, Caller caller) {
        List<Held> roles = caller.grants().stream()
                .filter(grant -> !UNITS.contains(grant.role()))
                .flatMap(grant -> grant.scopes().stream()
                        .map(scope -> new Held(grant.role().name(), scope)))
                .toList();
        return jdbc.sql(sql)
                .param("account", caller.account())
                .params(caller.unitParameters())
                .param("roles", roles.stream().map(Held::role).toArray(String[]::new))
                .param("scopes", roles.stream().map(Held::scope).toArray(String[]::new));
    }

    /** A role that the caller has somewhere. */
    private record Held(String role, String scope) {}
}
