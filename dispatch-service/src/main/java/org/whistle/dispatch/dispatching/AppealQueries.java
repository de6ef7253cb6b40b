package org.whistle.dispatch.dispatching;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.RefusedException;

/** 申诉: the command center's tray, the oldest first; a unit sees its own. */
@Service
public class AppealQueries {

    private static final int LIMIT = 200;
    private static final Set<Role> READERS = EnumSet.of(Role.DISPATCHER, Role.COMMAND_LEADER, Role.SUPERVISOR);
    private static final String VISIBLE = """
            (exists (select from unnest(:units::text[], :unitScopes::text[]) as own (unit, scope)
                where own.unit = appeal.unit and starts_with(jurisdiction, own.scope)) or exists (
                select 1 from unnest(:scopes::text[]) as scope where starts_with(jurisdiction, scope)))
            """;

    private final JdbcClient jdbc;
    private final DispatchStore store;

    AppealQueries(JdbcClient jdbc, DispatchStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** An appeal with the case it is about. */
    public record AppealView(UUID caseId, String caseNumber, AppealStage stage, Appeal appeal) {}

    /** Those of one stage, or all that are not decided. */
    public Page<AppealView> list(@Nullable AppealStage stage, Caller caller) {
        List<AppealView> items = visible("""
                        select appeal_id, case_id from appeal where %s
                        and (stage = :stage or (:stage::text is null and stage in ('FILED', 'REVIEWED')))
                        order by filed_at, appeal_id limit :limit
                        """, caller)
                .param("stage", stage == null ? null : stage.name())
                .param("limit", LIMIT)
                .query((row, _) -> view(row.getObject("case_id", UUID.class), row.getObject("appeal_id", UUID.class)))
                .list();
        return new Page<>(items, 0, LIMIT, items.size());
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
                .params(caller.unitParameters(Grant.OF_UNITS))
                .param("scopes", caller.scopesOf(READERS).toArray(String[]::new));
    }
}
