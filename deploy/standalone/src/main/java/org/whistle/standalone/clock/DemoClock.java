package org.whistle.standalone.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves the time of all desks together. Every desk takes its time from its database's {@code whistle_now()}; here that
 * function gets a shift, kept in each database, so that a restart keeps the time.
 */
public final class DemoClock {

    private static final String CASES = "intake";
    private static final long MICROS = 1_000_000L;

    private final Map<String, JdbcClient> databases;

    /** @param databases the desks' databases by name, as superuser */
    public DemoClock(Map<String, DataSource> databases) {
        this.databases = databases.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> JdbcClient.create(entry.getValue())));
    }

    /** Gives every desk's time its shift; to be called when the desks have migrated. */
    public synchronized void install() {
        databases.values().forEach(DemoClock::install);
        moveTo(shifts().stream().max(Duration::compareTo).orElse(Duration.ZERO));
    }

    private static void install(JdbcClient database) {
        database.sql("create table if not exists public.demo_clock (shift interval not null)")
                .update();
        database.sql(
                        "insert into public.demo_clock select interval '0' where not exists (select 1 from public.demo_clock)")
                .update();
        database.sql("grant select on public.demo_clock to public").update();
        database.sql("""
                create or replace function public.whistle_now() returns timestamptz language sql volatile
                as $$ select clock_timestamp() + (select shift from public.demo_clock) $$
                """).update();
    }

    public synchronized Instant now() {
        return Instant.now().plus(shift());
    }

    /** @param amount at least zero */
    public synchronized Instant advance(Duration amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("advance: %s (expected: >= PT0S)".formatted(amount));
        }
        moveTo(shift().plus(amount));
        return now();
    }

    /** Sets the time; backwards only while there is no case. */
    public synchronized Instant set(Instant time) {
        if (time.isBefore(now()) && casesExist()) {
            throw new CasesExistException(now());
        }
        moveTo(Duration.between(Instant.now(), time));
        return now();
    }

    /** All clocks are moved together, so reading one is enough. */
    private Duration shift() {
        return shiftOf(Objects.requireNonNull(databases.get(CASES)));
    }

    private List<Duration> shifts() {
        return databases.values().stream().map(DemoClock::shiftOf).toList();
    }

    private static Duration shiftOf(JdbcClient database) {
        long micros = database.sql("select (extract(epoch from shift) * 1000000)::bigint from public.demo_clock")
                .query(Long.class)
                .single();
        return Duration.ofSeconds(micros / MICROS, micros % MICROS * 1000);
    }

    private void moveTo(Duration shift) {
        long micros = Math.addExact(Math.multiplyExact(shift.getSeconds(), MICROS), shift.getNano() / 1000);
        databases
                .values()
                .forEach(database -> database.sql(
                                "update public.demo_clock set shift = :micros * interval '1 microsecond'")
                        .param("micros", micros)
                        .update());
    }

    private boolean casesExist() {
        JdbcClient intake = Objects.requireNonNull(databases.get(CASES));
        boolean table = intake.sql("select to_regclass('event') is not null")
                .query(Boolean.class)
                .single();
        return table
                && intake.sql("select exists(select 1 from event)")
                        .query(Boolean.class)
                        .single();
    }

    /** Cases were recorded with the present time: it cannot go back. */
    public static final class CasesExistException extends RuntimeException {

        CasesExistException(Instant now) {
            super("the time is %s and there are cases: it can only go forward".formatted(now));
        }
    }
}
