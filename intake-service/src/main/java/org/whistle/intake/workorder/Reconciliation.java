package org.whistle.intake.workorder;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the orders of both sides, every night and on demand; every difference is kept and logged. */
@Component
public class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration WINDOW = Duration.ofDays(35);

    private final WorkOrderProperties properties;
    private final WorkOrderStore store;
    private final PlatformClient otherSide;
    private final DatabaseTime time;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Reconciliation(
            WorkOrderProperties properties,
            WorkOrderStore store,
            PlatformClient otherSide,
            DatabaseTime time,
            JdbcClient jdbc,
            JsonMapper json) {
        this.properties = properties;
        this.store = store;
        this.otherSide = otherSide;
        this.time = time;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What differs. */
    public enum Kind {
        /** the platform has it, intake does not */
        MISSING_HERE,
        /** intake has it, the platform does not */
        MISSING_THERE,
        /** their state is not the one last sent */
        STATE,
        /** another deadline */
        DEADLINE,
        /** another result */
        RESULT
    }

    /**
     * One difference.
     *
     * @param note why, where it is known: parked here with its reason, or a reply that still waits
     */
    public record Difference(
            String number,
            Kind kind,
            @Nullable String ours,
            @Nullable String theirs,
            @Nullable String note) {}

    /** What a comparison found. */
    public record Report(String system, Instant ranAt, int ours, int theirs, List<Difference> differences) {

        public Report {
            differences = List.copyOf(differences);
        }
    }

    /** Every night. */
    @Scheduled(cron = "0 30 2 * * *")
    void nightly() {
        for (WorkOrderProperties.System system : properties.systems()) {
            if (system.url() != null) {
                try {
                    run(system);
                } catch (RestClientException e) {
                    LOG.error("reconciliation failed system={} reason={}", system.code(), e.getMessage());
                }
            }
        }
    }

    /**
     * Compares the orders of the last 35 days.
     *
     * @throws RestClientException where they do not answer
     */
    public Report run(WorkOrderProperties.System system) {
        Instant now = time.now();
        Instant from = now.minus(WINDOW);
        Map<String, JsonNode> theirs = new TreeMap<>();
        otherSide
                .orders(system, from.toString())
                .forEach(order -> theirs.put(order.path("number").asString(), order));
        List<WorkOrder> ours = store.since(system.code(), from);
        List<Difference> differences = compare(ours, theirs, system.code());
        Report report = new Report(system.code(), now, ours.size(), theirs.size(), differences);
        jdbc.sql("""
                        insert into work_order_reconciliation (system, ours, theirs, differences)
                        values (:system, :ours, :theirs, :differences::jsonb)
                        """)
                .param("system", system.code())
                .param("ours", report.ours())
                .param("theirs", report.theirs())
                .param("differences", json.writeValueAsString(differences))
                .update();
        LOG.info(
                "reconciled system={} ours={} theirs={} differences={}",
                system.code(),
                report.ours(),
                report.theirs(),
                differences.size());
        differences.forEach(one -> LOG.warn(
                "difference system={} number={} kind={} ours={} theirs={} note={}",
                system.code(),
                one.number(),
                one.kind(),
                one.ours(),
                one.theirs(),
                one.note()));
        return report;
    }

    /** The last report of a platform. */
    public Optional<Report> last(String system) {
        return jdbc.sql("select * from work_order_reconciliation where system = :system order by id desc limit 1")
                .param("system", system)
                .query((row, _) -> new Report(
                        row.getString("system"),
                        row.getObject("ran_at", OffsetDateTime.class).toInstant(),
                        row.getInt("ours"),
                        row.getInt("theirs"),
                        List.of(json.readValue(row.getString("differences"), Difference[].class))))
                .optional();
    }

    private List<Difference> compare(List<WorkOrder> ours, Map<String, JsonNode> theirs, String system) {
        List<Difference> differences = new ArrayList<>();
        Map<String, JsonNode> unseen = new HashMap<>(theirs);
        for (WorkOrder order : ours) {
            JsonNode known = unseen.remove(order.number());
            if (known == null) {
                differences.add(new Difference(
                        order.number(), Kind.MISSING_THERE, order.said().name(), null, null));
            } else {
                differences.addAll(differences(order, known));
            }
        }
        new TreeMap<>(unseen)
                .forEach((number, known) -> differences.add(new Difference(
                        number,
                        Kind.MISSING_HERE,
                        null,
                        textOf(known, "state"),
                        store.pending(system, number).orElse(null))));
        return differences;
    }

    private List<Difference> differences(WorkOrder order, JsonNode known) {
        List<Difference> differences = new ArrayList<>();
        String said = order.said().name();
        if (!said.equals(textOf(known, "state"))) {
            differences.add(new Difference(
                    order.number(),
                    Kind.STATE,
                    said,
                    textOf(known, "state"),
                    store.unsaid(order.system(), order.number()) ? "a reply waits or was refused" : null));
        }
        if (!Objects.equals(order.deadline(), instantOf(known))) {
            differences.add(new Difference(
                    order.number(),
                    Kind.DEADLINE,
                    order.deadline() == null ? null : order.deadline().toString(),
                    textOf(known, "deadline"),
                    null));
        }
        if (order.said() == Reply.Kind.DONE && !Objects.equals(order.result(), textOf(known, "result"))) {
            differences.add(new Difference(order.number(), Kind.RESULT, order.result(), textOf(known, "result"), null));
        }
        return differences;
    }

    private static @Nullable String textOf(JsonNode order, String field) {
        return order.path(field).isString() ? order.path(field).asString() : null;
    }

    private static @Nullable Instant instantOf(JsonNode order) {
        String text = textOf(order, "deadline");
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
