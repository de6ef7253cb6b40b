package org.whistle.audit.timeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.whistle.events.code.CaseState;

/**
 * Where the open cases are and how much time they have left, for dashboards and alerts: {@code whistle.cases} by state,
 * {@code whistle.cases.time.left} by state and what is left ({@code late}, {@code 1h}, {@code 4h}, {@code 1d}, {@code 3d},
 * {@code more}, {@code none} where no clock runs). Every replica counts the same cases: take the largest, not the sum.
 */
@Component
@ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
class CaseGauges {

    private static final Logger LOG = LoggerFactory.getLogger(CaseGauges.class);

    private static final String[] OPEN = Arrays.stream(CaseState.values())
            .filter(CaseState::open)
            .map(CaseState::name)
            .toArray(String[]::new);

    private final JdbcClient jdbc;
    private final MultiGauge cases;
    private final MultiGauge timeLeft;

    CaseGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.cases = MultiGauge.builder("whistle.cases").register(meters);
        this.timeLeft = MultiGauge.builder("whistle.cases.time.left").register(meters);
    }

    private record Count(String state, String left, long cases) {}

    @Scheduled(fixedDelayString = "${whistle.metrics.cases-every:15s}")
    void count() {
        try {
            List<Count> counts = read();
            cases.register(
                    sums(counts, Count::state).entrySet().stream()
                            .map(sum -> MultiGauge.Row.of(Tags.of("state", sum.getKey()), sum.getValue()))
                            .collect(Collectors.toList()),
                    true);
            timeLeft.register(
                    counts.stream()
                            .map(count -> MultiGauge.Row.of(
                                    Tags.of("state", count.state(), "left", count.left()), count.cases()))
                            .collect(Collectors.toList()),
                    true);
        } catch (RuntimeException e) {
            LOG.warn("cases not counted reason={}", e.toString());
        }
    }

    private static Map<String, Long> sums(List<Count> counts, Function<Count, String> by) {
        return counts.stream().collect(Collectors.groupingBy(by, Collectors.summingLong(Count::cases)));
    }

    private List<Count> read() {
        return jdbc.sql("""
                        select state, left_over, count(*) as cases from (
                            select state, case
                                when deadline is null then 'none'
                                when deadline <= (select whistle_now()) then 'late'
                                when deadline <= (select whistle_now()) + interval '1 hour' then '1h'
                                when deadline <= (select whistle_now()) + interval '4 hours' then '4h'
                                when deadline <= (select whistle_now()) + interval '1 day' then '1d'
                                when deadline <= (select whistle_now()) + interval '3 days' then '3d'
                                else 'more' end as left_over
                            from audit_case where state = any(:open)) as standing
                        group by state, left_over
                        """)
                .param("open", OPEN)
                .query((row, _) -> new Count(row.getString("state"), row.getString("left_over"), row.getLong("cases")))
                .list();
    }
}
