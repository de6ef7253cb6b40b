package org.whistle.dispatch.dispatching;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.RefusedException;

/** 申诉: the command center's tray, the oldest first; a unit sees its own. */
@Service
public class AppealQueries {

    private static final int DEFAULT_SIZE = 200;
    private static final Set<Role> READERS = EnumSet.of(Role.DISPATCHER, Role.COMMAND_LEADER, Role.SUPERVISOR);
    private static final String VISIBLE = """
            (exists (select from unnest(:units::text[], :unitScopes::text[]) as own (unit, scope)
                where own.unit = appeal.unit and starts_with(jurisdiction, own.scope)) or exists (
                select 1 from unnest(:scopes::text[]) as scope where starts_with(jurisdiction, scope)))
            """;

    private static final String OF_STAGE = """
             from appeal where %s
            and (stage = :stage or (:stage::text is null and stage in ('FILED', 'REVIEWED')))
            """;

    private final JdbcClient jdbc;
    private final DispatchStore store;

    AppealQueries(JdbcClient jdbc, DispatchStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** An appeal with the case it is about. */
    public record AppealView(UUID caseId, String caseNumber, AppealStage stage, Appeal appeal) {}

    /** What to list; all of it optional. */
    public record Filter(
            @Nullable AppealStage stage,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {}

    /** A page of those of one stage, or of all that are not decided. */
    public Page<AppealView> list(Filter filter, Caller caller) {
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        String stage = filter.stage() == null ? null : filter.stage().name();
        List<AppealView> items = visible(
                        "select appeal_id, case_id" + OF_STAGE
                                + " order by filed_at, appeal_id limit :limit offset :offset",
                        caller)
                .param("stage", stage)
                .param("limit", size)
                .param("offset", (long) page * size)
                .query((row, _) -> view(row.getObject("case_id", UUID.class), row.getObject("appeal_id", UUID.class)))
                .list();
        long total = visible("select count(*)" + OF_STAGE, caller)
                .param("stage", stage)
                .query(Long.class)
                .single();
        return new Page<>(items, page, size, total);
    }

    /**
     * The case of an appeal.
     *
     * @throws RefusedException 404 for one outside the caller's scope
     */
    public UUID caseOf(UUID appealId, Caller caller) {
        return visible("select case_id from appeal where appeal_id = :id and %s", caller)
                .param("id", appealId)
                .query(UUID.class)
                .optional()
                .orElseThrow(RefusedException::notFound);
    }

    private AppealView view(UUID caseId, UUID appealId) {
        DispatchCase record =
                store.find(caseId).orElseThrow(RefusedException::notFound).body();
        Appeal appeal = record.standing().appeal(appealId).orElseThrow(RefusedException::notFound);
        return new AppealView(caseId, record.facts().caseNumber(), AppealStage.of(appeal), appeal);
    }

    private JdbcClient.StatementSpec visible(String sql, Caller caller) {
        return jdbc.sql(sql.formatted(VISIBLE))
                .params(caller.unitParameters())
                .param("scopes", caller.scopesOf(READERS).toArray(String[]::new));
    }
}
