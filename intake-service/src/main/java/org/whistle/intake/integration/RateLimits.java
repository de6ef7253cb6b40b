package org.whistle.intake.integration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Calls a minute, counted in the database so that replicas count together. The minute is of the system clock, which the demo
 * clock does not move.
 */
@Component
public class RateLimits {

    private final JdbcClient jdbc;

    RateLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts one call; in a transaction of its own, so that a refused call counts, too. */
    public Allowance take(String caller, int perMinute) {
        return jdbc.sql("""
                        insert into integration_usage as used (caller, minute, calls)
                        values (:caller, date_trunc('minute', clock_timestamp()), 1)
                        on conflict (caller) do update set minute = excluded.minute,
                            calls = case when used.minute = excluded.minute then used.calls + 1 else 1 end
                        returning calls, ceil(extract(epoch from minute + interval '1 minute' - clock_timestamp())) as reset
                        """)
                .param("caller", caller)
                .query((row, _) -> new Allowance(
                        row.getInt("calls") <= perMinute,
                        perMinute,
                        Math.max(0, perMinute - row.getInt("calls")),
                        Math.max(1, row.getLong("reset"))))
                .single();
    }

    /**
     * What is left.
     *
     * @param granted whether this call is still within the limit
     * @param resetSeconds until the next minute
     */
    public record Allowance(boolean granted, int limit, int remaining, long resetSeconds) {}
}
