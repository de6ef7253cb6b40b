package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.clock.Clock;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.DeskEvent;
import org.whistle.events.EventCodec;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.timer.Timers;
import org.whistle.testing.DeskTest;
import tools.jackson.databind.JsonNode;

/** Timers on the real database: once, caught up, never for a case that moved on, and forgiving our own outages. */
@DeskTest
class TimersIntegrationTests {

    private static final String COUNTY = "350996";
    private static final Duration HOUR = Duration.ofHours(1);

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private DispatchStore store;

    @Autowired
    private Timers timers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    private TestDesk desk;
    private OtherDesks field;

    @BeforeEach
    void county() {
        desk = new TestDesk(port, COUNTY);
        field = new OtherDesks(COUNTY, center, reference, transaction);
        assertThat(desk.importPack().status()).isEqualTo(200);
    }

    @Test
    void aMissIsFiredOnceHoweverManyReplicasLookAndIsCaughtUp() {
        UUID caseId = ticketed(Instant.now().minus(HOUR.multipliedBy(2)), Duration.ZERO);

        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                replicas.submit(timers::fireDue);
            }
        }

        await().untilAsserted(() -> assertThat(events(caseId)).contains("case.deadline-missed.v1"));
        timers.fireDue();
        assertThat(events(caseId))
                .as("the miss alone: a warning after it would tell nobody anything")
                .containsExactly("case.deadline-missed.v1");
    }

    @Test
    void anEmergencyThatNobodyDispatchesGoesToTheFirstCandidateByRule() {
        UUID caseId = field.ticketed(
                Instant.now().minus(Duration.ofMinutes(7)), Duration.ZERO, new Limit(5, ClockUnit.URGENT_MINUTE));

        timers.fireDue();

        await().untilAsserted(() -> assertThat(events(caseId))
                .containsExactly("case.deadline-missed.v1", "case.filed.v1", "case.dispatched.v1"));
        JsonNode shown =
                desk.get("/cases/" + caseId, desk.grant(Role.COMMAND_LEADER)).body();
        assertThat(shown.path("state").asString()).isEqualTo("DISPATCHED");
        assertThat(shown.path("parts").path(0).path("unit").asString()).isEqualTo("WATER");
        assertThat(shown.path("parts").path(0).path("byRule").asBoolean()).isTrue();
        assertThat(jdbc.sql("select role from notice where case_id = :id and text = 'NOT_DISPATCHED'")
                        .param("id", caseId)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("DISPATCHER", "COMMAND_LEADER");
        desk.act(caseId, "recall", "{\"reasonCode\":\"OTHER\",\"note\":\"派错\"}");
    }

    @Test
    void nothingFiresForACaseThatHasMovedOn() {
        UUID caseId = field.ticketed(
                Instant.now().minus(Duration.ofMinutes(10)), Duration.ZERO, new Limit(1, ClockUnit.URGENT_HOUR));
        assertThat(desk.post(
                                "dispatcher",
                                "/cases/" + caseId + "/dispatch",
                                "{\"lead\":\"WATER\"}",
                                desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);

        lookNow(caseId);
        timers.fireDue();

        assertThat(events(caseId)).noneMatch(type -> type.contains("deadline"));
        assertThat(nextTimer(caseId)).as("only the duty roster is left").isAfter(Instant.now());
    }

    @Test
    void aLateDecisionIsLateAlthoughNoTimerLooked() {
        UUID caseId = ticketed(Instant.now().minus(HOUR.multipliedBy(2)), Duration.ZERO);

        desk.post("dispatcher", "/cases/" + caseId + "/dispatch", "{\"lead\":\"WATER\"}", desk.grant(Role.DISPATCHER));

        assertThat(events(caseId)).containsSubsequence("case.deadline-missed.v1", "case.dispatched.v1");
        assertThat(events(caseId)).containsOnlyOnce("case.deadline-missed.v1");
    }

    @Test
    void whatWeWereNotThereForIsNobodysFault() {
        UUID caseId = ticketed(Instant.now().minus(Duration.ofMinutes(10)), Duration.ZERO);
        Instant before = deadline(caseId);

        jdbc.sql("update heartbeat set beat_at = clock_timestamp() - interval '8 minutes'")
                .update();
        timers.fireDue();

        await().untilAsserted(() -> assertThat(events(caseId)).contains("case.outage-paused.v1"));
        Duration away = outage(caseId);
        assertThat(away).isGreaterThanOrEqualTo(Duration.ofMinutes(8));
        assertThat(Duration.between(before, deadline(caseId))).isEqualTo(away);
    }

    /** As in the middle of a long sweep. */
    @Test
    void whoDecidesBeforeTheOutageCameToTheCaseIsNotLateByIt() {
        timers.stop();
        try {
            UUID caseId = ticketed(Instant.now().minus(Duration.ofMinutes(63)), Duration.ZERO);
            jdbc.sql("""
                            insert into sweep (outage_from, outage_to)
                            values (whistle_now() - interval '8 minutes', whistle_now())
                            """).update();

            desk.post(
                    "dispatcher",
                    "/cases/" + caseId + "/dispatch",
                    "{\"lead\":\"WATER\"}",
                    desk.grant(Role.DISPATCHER));
            timers.fireDue();

            assertThat(events(caseId))
                    .containsSubsequence("case.outage-paused.v1", "case.dispatched.v1")
                    .containsOnlyOnce("case.outage-paused.v1")
                    .doesNotContain("case.deadline-missed.v1");
        } finally {
            timers.start();
        }
    }

    @Test
    void aStartThatCameLateIsPausedUntilItCame() {
        UUID caseId = ticketed(Instant.now().minus(HOUR.multipliedBy(3)), HOUR.multipliedBy(3));

        timers.fireDue();

        assertThat(events(caseId)).containsExactly("case.outage-paused.v1");
        assertThat(deadline(caseId)).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
    }

    @Test
    void aTimerThatFailsHoldsUpNobodyElse() {
        UUID broken = ticketed(Instant.now().minus(HOUR.multipliedBy(2)), Duration.ZERO);
        jdbc.sql("update dispatch_case set body = '[]' where case_id = :id")
                .param("id", broken)
                .update();
        lookNow(broken);
        UUID sound = ticketed(Instant.now().minus(HOUR.multipliedBy(2)), Duration.ZERO);

        timers.fireDue();

        await().untilAsserted(() -> assertThat(events(sound)).contains("case.deadline-missed.v1"));
        assertThat(nextTimer(broken)).as("tried again later").isAfter(Instant.now());
        jdbc.sql("update dispatch_case set next_timer = null where case_id = :id")
                .param("id", broken)
                .update();
    }

    @Test
    void aNewHolidayMovesOpenDeadlines() {
        UUID caseId = field.ticketed(Instant.now(), Duration.ZERO, new Limit(3, ClockUnit.WORK_DAY));
        Instant before = deadline(caseId);
        LocalDate day = before.atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();

        assertThat(desk.putRecord(
                                "holidays/" + day,
                                "{\"kind\":\"HOLIDAY\",\"nameZh\":\"临时放假\",\"nameEn\":\"Extra day off\"}",
                                desk.grant(Role.ADMIN))
                        .status())
                .isEqualTo(200);

        await().untilAsserted(() -> assertThat(events(caseId)).contains("case.deadline-recomputed.v1"));
        assertThat(deadline(caseId)).isAfter(before.plus(Duration.ofHours(20)));
    }

    @Test
    void aPackThatMovesNoDeadlineLeavesOpenFormsValid() {
        UUID caseId = field.ticketed(Instant.now(), Duration.ZERO, new Limit(3, ClockUnit.WORK_DAY));
        String row =
                "select version || ' ' || (body::text like '%@' || :pack || '\"%') from dispatch_case where case_id = :id";

        long pack = desk.putRecord(
                        "holidays/2034-01-02",
                        "{\"kind\":\"HOLIDAY\",\"nameZh\":\"远日\",\"nameEn\":\"Far day\"}",
                        desk.grant(Role.ADMIN))
                .body()
                .path("version")
                .asLong();

        await().untilAsserted(() -> assertThat(jdbc.sql(row)
                        .param("pack", pack)
                        .param("id", caseId)
                        .query(String.class)
                        .single())
                .as("version, and whether it follows the pack")
                .isEqualTo("1 true"));
    }

    private UUID ticketed(Instant at, Duration late) {
        return field.ticketed("C0101-2", at, late, new Limit(1, ClockUnit.URGENT_HOUR));
    }

    private void lookNow(UUID caseId) {
        jdbc.sql("update dispatch_case set next_timer = whistle_now() where case_id = :id")
                .param("id", caseId)
                .update();
    }

    private Instant nextTimer(UUID caseId) {
        return jdbc.sql("select next_timer from dispatch_case where case_id = :id")
                .param("id", caseId)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private Instant deadline(UUID caseId) {
        return store.find(caseId)
                .orElseThrow()
                .body()
                .clocks()
                .open()
                .findFirst()
                .map(Clock::deadline)
                .orElseThrow();
    }

    /** The duration of our outage, from its event. */
    private Duration outage(UUID caseId) {
        byte[] value = jdbc.sql("select value from event where key = :id and type = 'case.outage-paused.v1'")
                .param("id", caseId.toString())
                .query(byte[].class)
                .single();
        DeskEvent.OutagePaused outage =
                (DeskEvent.OutagePaused) EventCodec.decode(value).data();
        return Duration.between(outage.from(), outage.to());
    }

    /** The types of this desk's events of the case, without duty alerts. */
    private List<String> events(UUID caseId) {
        return jdbc
                .sql("select type from event where key = :id order by recorded_at, id")
                .param("id", caseId.toString())
                .query(String.class)
                .list()
                .stream()
                .filter(type -> !type.contains("duty-alerted"))
                .toList();
    }
}
