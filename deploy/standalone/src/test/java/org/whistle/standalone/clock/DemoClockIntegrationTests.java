package org.whistle.standalone.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.whistle.setup.database.Databases;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.postgres.PostgresServer;

/** The movable clock over real databases, whose functions belong to the services' roles. */
class DemoClockIntegrationTests {

    private static final List<String> DESKS = List.of("intake", "dispatch", "department", "audit");

    /** Shifts are kept in microseconds. */
    private static final Duration ROUNDING = Duration.ofNanos(1_000);

    @TempDir
    static Path folder;

    private static DataFolder data;
    private static PostgresServer server;
    private static Databases databases;
    private DemoClock clock;

    @BeforeAll
    static void start() throws Exception {
        data = DataFolder.open(folder);
        server = PostgresServer.start(data);
        databases = server.databases(data);
        for (String desk : DESKS) {
            databases.ensure(desk);
            as(desk).sql(
                            "create function whistle_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$")
                    .update();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        data.close();
    }

    @BeforeEach
    void install() {
        as("intake").sql("drop table if exists event").update();
        clock = newClock();
        clock.install();
        clock.set(Instant.now());
    }

    @Test
    void allDesksMoveTogetherAndKeepTheTimeOverARestart() {
        Between before = shiftOf(clock::now);
        clock.advance(Duration.ofHours(3));
        DemoClock afterRestart = newClock();
        afterRestart.install();

        Between threeHours = before.plus(Duration.ofHours(3));
        assertThat(shiftOf(afterRestart::now).meets(threeHours)).isTrue();
        assertThat(DESKS)
                .allSatisfy(desk -> assertThat(shiftOf(() -> timeOf(desk)).meets(threeHours))
                        .isTrue());
    }

    @Test
    void timeGoesBackOnlyWhileThereIsNoCase() {
        Instant longAgo = Instant.parse("2020-01-01T08:00:00Z");
        Instant began = Instant.now();
        Instant moved = clock.set(longAgo);
        assertThat(moved).isBetween(longAgo.minus(ROUNDING), longAgo.plus(Duration.between(began, Instant.now())));

        as("intake").sql("create table event (id int)").update();
        clock.set(longAgo.plusSeconds(3600));
        as("intake").sql("insert into event values (1)").update();
        Between kept = shiftOf(clock::now);

        assertThatThrownBy(() -> clock.set(longAgo)).isInstanceOf(DemoClock.CasesExistException.class);
        assertThat(shiftOf(() -> timeOf("audit")).meets(kept)).isTrue();
        assertThatThrownBy(() -> clock.advance(Duration.ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    /** By how much a clock differs from the real one: as exactly as can be known, since it takes a while to ask. */
    private record Between(Duration least, Duration most) {

        boolean meets(Between other) {
            return least.compareTo(other.most.plus(ROUNDING)) <= 0 && other.least.compareTo(most.plus(ROUNDING)) <= 0;
        }

        Between plus(Duration time) {
            return new Between(least.plus(time), most.plus(time));
        }
    }

    private static Between shiftOf(Supplier<Instant> shifted) {
        Instant before = Instant.now();
        Instant said = shifted.get();
        Instant after = Instant.now();
        return new Between(Duration.between(after, said), Duration.between(before, said));
    }

    @Test
    void functionStaysTheServicesOwn() {
        String owner = as("intake")
                .sql("select proowner::regrole::text from pg_proc where proname = 'whistle_now'")
                .query(String.class)
                .single();

        assertThat(owner).isEqualTo("intake");
    }

    private static DemoClock newClock() {
        return new DemoClock(DESKS.stream().collect(Collectors.toMap(Function.identity(), server::superuser)));
    }

    private static Instant timeOf(String desk) {
        return as(desk).sql("select whistle_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static JdbcClient as(String desk) {
        DataSource source = new DriverManagerDataSource(server.url(desk), desk, databases.passwordOf(desk));
        return JdbcClient.create(source);
    }
}
