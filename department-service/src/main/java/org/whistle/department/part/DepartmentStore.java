package org.whistle.department.part;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.clock.ClockBook;
import org.whistle.events.Producer;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Stored;

/** The dispatched cases in the database, with a row per part for the inboxes. */
@Repository
public class DepartmentStore extends CaseStore<DepartmentCase> {

    private final JdbcClient jdbc;

    DepartmentStore(Tools tools) {
        super("department_case", DepartmentCase.class, tools);
        this.jdbc = tools.jdbc();
    }

    @Override
    protected Map<String, @Nullable Object> columns(DepartmentCase record) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("case_number", record.facts().caseNumber());
        columns.put("jurisdiction", record.jurisdiction());
        columns.put("category_code", record.facts().categoryCode());
        columns.put("description", record.facts().description());
        columns.put("external_id", record.facts().externalId());
        return columns;
    }

    @Override
    protected void written(DepartmentCase record) {
        for (UnitPart part : record.parts()) {
            jdbc.sql("""
                            insert into assignment
                                (assignment_id, case_id, unit, state, urgent, offered_at, deadline, handler)
                            values (:id, :case, :unit, :state, :urgent, :at, :deadline, :handler)
                            on conflict (assignment_id) do update set
                                state = excluded.state, deadline = excluded.deadline, handler = excluded.handler
                            where (assignment.state, assignment.deadline, assignment.handler)
                                is distinct from (excluded.state, excluded.deadline, excluded.handler)
                            """)
                    .param("deadline", deadline(record, part))
                    .param("handler", part.work().handler())
                    .param("id", part.assignmentId())
                    .param("case", record.caseId())
                    .param("unit", part.unit())
                    .param("state", part.state().name())
                    .param("urgent", record.ticket().urgent())
                    .param("at", part.offeredAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Override
    protected DepartmentCase withClocks(DepartmentCase record, ClockBook clocks) {
        return record.withClocks(clocks);
    }

    @Override
    protected DepartmentCase renamed(DepartmentCase record, String code) {
        return record.inGrid(code);
    }

    /** The earliest deadline its unit has to keep. */
    private static @Nullable OffsetDateTime deadline(DepartmentCase record, UnitPart part) {
        return record.clocks()
                .open()
                .filter(clock -> clock.of(part.assignmentId()) && clock.owner() == Producer.DEPARTMENT)
                .flatMap(clock -> Stream.ofNullable(clock.deadline()))
                .min(Comparator.naturalOrder())
                .map(at -> at.atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    /** The case a part belongs to. */
    Optional<UUID> caseOf(UUID assignmentId) {
        return jdbc.sql("select case_id from assignment where assignment_id = :id")
                .param("id", assignmentId)
                .query(UUID.class)
                .optional();
    }

    /** The parts a condition selects, in its order, with their cases; {@code condition} follows the joined tables. */
    Map<UUID, Stored<DepartmentCase>> parts(String condition, Map<String, ?> parameters) {
        Map<UUID, Stored<DepartmentCase>> parts = new LinkedHashMap<>();
        jdbc.sql("""
                        select a.assignment_id, c.body, c.version, c.sequence, (select whistle_now()) as read_at
                        from assignment a join department_case c using (case_id)
                        """ + condition)
                .params(parameters)
                .query((row, number) -> parts.put(row.getObject("assignment_id", UUID.class), stored(row, number)))
                .list();
        return parts;
    }

    /** How many parts a condition selects. */
    long countParts(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select count(*) from assignment a join department_case c using (case_id) " + condition)
                .params(parameters)
                .query(Long.class)
                .single();
    }
}
