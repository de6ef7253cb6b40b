package org.whistle.audit.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.AuditClient;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.metrics.SmallCounty;
import org.whistle.audit.projection.Projection;
import org.whistle.audit.score.ScoreDesk;
import org.whistle.events.ReferenceEvent.StagedRecord;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;

/** The bulletin of a month: every link is followed, to the cases and to each case. */
@DeskTest
class BulletinIntegrationTests {

    private static final String SCRIPT = "<script>alert('whistle')</script>";
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final String MONTH = "/bulletins/" + ScoreDesk.MONTH;

    @LocalServerPort
    private int port;

    @Value("${spring.datasource.url}")
    private String url = "";

    @Autowired
    private Projection projection;

    private ScoreDesk desk;

    @BeforeEach
    void open() {
        desk = ScoreDesk.opened(port, url, projection);
    }

    @Test
    void itHasTheMonthsNumbersAndOncePublishedTheScores() {
        String trial = page(MONTH);
        assertThat(trial)
                .contains("小县“街道吹哨、部门报到”工作通报", "2026-01-01 至 2026-01-31", "一、总体情况", "四、高发类别")
                .contains(">80.00%</a>")
                .doesNotContain("五、责任单位考评");

        desk.published();
        assertThat(page(MONTH)).contains("五、责任单位考评（公示）", ">82.56</a>", "成绩校验码");
    }

    @Test
    void everyLinkOfEveryPageAnswers() {
        desk.published();
        Map<String, Integer> answers = new LinkedHashMap<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(MONTH));
        while (!waiting.isEmpty()) {
            String path = waiting.removeFirst();
            AuditClient.Answer answer = desk.supervisor().get(path);
            answers.put(path, answer.status());
            links(answer.body()).stream()
                    .filter(link -> !answers.containsKey(link) && !waiting.contains(link))
                    .forEach(waiting::add);
        }

        assertThat(answers)
                .allSatisfy((path, status) -> assertThat(status).as(path).isEqualTo(200));
        assertThat(answers.keySet())
                .anyMatch(path -> path.startsWith("/bulletins/cases?"))
                .anyMatch(path -> path.startsWith("/scores/2026-01/WATER?"))
                .contains("/bulletins/case/" + desk.cases().getFirst(), "/bulletins/print.css");
    }

    /** The page of closings shows the count 6 and lists 6 cases. */
    @Test
    void aPageOfCasesHasAsManyAsTheNumberSays() {
        String cases = page("/bulletins/cases?indicator=VALID_REPORTS&level=COUNTY&code=" + desk.county()
                + "&from=2026-01-01&to=2026-01-20");

        assertThat(cases).contains("共 6 条，显示 6 条");
        assertThat(cases.split("/api/audit/bulletins/case/", -1)).hasSize(6 + 1);
    }

    @Test
    void aLongListGoesOnOnTheNextPage() {
        List<StoryTeller> stories = java.util.stream.IntStream.range(0, 120)
                .mapToObj(number -> StoryTeller.reported(
                                desk.county() + "001001001",
                                "C0101",
                                "第%d件".formatted(number),
                                Instant.parse("2026-01-15T01:00:00Z"))
                        .dispatchedTo("GREENING"))
                .toList();
        desk.publish(stories.stream().flatMap(story -> story.events().stream()).toList());
        String query = "/bulletins/cases?indicator=DISPATCHED&level=UNIT&code=GREENING&area=" + desk.county()
                + "&from=2026-01-01&to=2026-01-20";

        String first = page(query);
        String next = links(first).stream()
                .filter(link -> link.contains("page=1"))
                .findFirst()
                .orElseThrow();

        assertThat(first).contains("共 120 条，显示 100 条");
        assertThat(page(next)).contains("共 120 条，显示 20 条").doesNotContain("下一页");
    }

    @Test
    void whatPeopleWroteIsTextAndNeverMarkup() {
        renameUnits();
        StoryTeller story = StoryTeller.reported(
                desk.county() + "001001001", "C0101", SCRIPT, Instant.parse("2026-01-15T01:00:00Z"));
        desk.publish(story.events());

        String bulletin = page(MONTH);
        String known = page("/bulletins/case/" + story.caseId());

        assertThat(bulletin).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(known).doesNotContain("<script", "未生效").contains("&lt;script&gt;");
    }

    @Test
    void itTellsOfItsOwnCountyAloneThoughTheSupervisorHasTwo() {
        ScoreDesk other = ScoreDesk.opened(port, url, projection);
        AuditClient both = AuditClient.as(
                port,
                "supervisor",
                org.whistle.testing.TestIssuer.TestGrant.of(Role.SUPERVISOR, desk.county()),
                org.whistle.testing.TestIssuer.TestGrant.of(Role.SUPERVISOR, other.county()));

        String bulletin = both.get(MONTH + "?county=" + desk.county()).body();

        assertThat(links(bulletin))
                .filteredOn(link -> link.contains("level=UNIT"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).contains("area=" + desk.county()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CITIZEN", "GRID_WORKER", "DEPARTMENT", "STREET", "ADMIN"})
    void itIsForTheCountysDesks(Role role) {
        try (AuditClient client =
                AuditClient.as(port, "somebody", org.whistle.testing.TestIssuer.TestGrant.of(role, desk.county()))) {
            assertThat(client.get(MONTH).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-13, NOT_A_PERIOD", "2026-13-1, NOT_A_PERIOD", "2026-06, PERIOD_AHEAD"})
    void whatIsNoPeriodOrLiesAheadIsRefused(String period, String code) {
        AuditClient.Answer answer = desk.supervisor().get("/bulletins/" + period);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/period");
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo(code);
    }

    @Test
    void indicatorsComeAsFiles() {
        String query = "?level=UNIT&area=" + desk.county() + "&from=2026-01-01&to=2026-01-20";
        AuditClient.Answer csv = desk.supervisor().get("/indicators.csv" + query);

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.body()).startsWith("\uFEFF").contains("按期处置率,3,4,0.75");
        assertThat(desk.supervisor().get("/indicators.xlsx" + query).status()).isEqualTo(200);
        assertThat(desk.supervisor()
                        .get("/indicators.csv?level=UNIT&from=2999-01-01")
                        .status())
                .isEqualTo(422);
        assertThat(desk.owner()
                        .sql("select count(*) from event where key = :county and type = 'admin.exported.v1'")
                        .param("county", desk.county())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private String page(String path) {
        AuditClient.Answer answer = desk.supervisor().get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Below /api/audit; where a case file is downloaded is another's test. */
    private static TreeSet<String> links(String page) {
        TreeSet<String> links = new TreeSet<>();
        Matcher matcher = LINK.matcher(page);
        while (matcher.find()) {
            String link = matcher.group(1)
                    .replace("&amp;", "&")
                    .replace("&#x3D;", "=")
                    .replace("&#61;", "=");
            assertThat(link).startsWith("/api/audit/");
            if (!link.endsWith("/proof")) {
                links.add(link.substring("/api/audit".length()));
            }
        }
        return links;
    }

    private void renameUnits() {
        Map<String, List<StagedRecord>> records = new HashMap<>(SmallCounty.records(desk.county(), "2026-01-01"));
        records.computeIfPresent(
                "units",
                (_, units) ->
                        units.stream().map(BulletinIntegrationTests::renamed).toList());
        SmallCounty.publish(desk.county(), 2, records);
        org.awaitility.Awaitility.await().until(() -> page(MONTH).contains("alert"));
    }

    private static StagedRecord renamed(StagedRecord unit) {
        Map<String, @Nullable Object> fields = new HashMap<>(unit.fields());
        fields.put("nameZh", SCRIPT);
        return new StagedRecord(unit.code(), fields);
    }
}
