package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.ledger.Entry;
import org.whistle.audit.metrics.CaseStory;
import org.whistle.audit.metrics.LosAngeles;
import org.whistle.audit.metrics.RealRequests;
import org.whistle.audit.metrics.Recount;
import org.whistle.audit.metrics.SmallCounty;
import org.whistle.audit.projection.CaseLog;
import org.whistle.audit.projection.ReadModel;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.Envelope;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;

/** The real requests scored three times: from the tallies in PostgreSQL, from the events alone, and the naive way. */
@DeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRequestsIntegrationTests {

    private static final int SHARDS = 2;
    private static final int BATCH = 250;
    private static final byte[] NOT_READ = {};

    @Autowired
    private Scores scores;

    @Autowired
    private List<ReadModel> models;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    private final List<List<Envelope>> logs = RealRequests.logs();
    private final List<CaseStory> stories = logs.stream().map(CaseStory::of).toList();

    @BeforeAll
    void fill() {
        SmallCounty.publish(LosAngeles.COUNTY, 1, LosAngeles.records());
        await().until(() -> reference.find(LosAngeles.COUNTY).isPresent());
        ReadModel metrics = models.stream()
                .filter(model -> model.name().equals("indicators"))
                .findFirst()
                .orElseThrow();
        for (int first = 0; first < logs.size(); first += BATCH) {
            List<CaseLog> batch = caseLogs(first, Math.min(first + BATCH, logs.size()));
            transaction.executeWithoutResult(_ -> metrics.follow(batch));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01", "2020-08", "2020-Q1", "2020"})
    void everyScoreIsTheSameToTheLastDigit(String name) {
        ScorePeriod period = ScorePeriod.of(name);
        Map<String, String> naive = naive(period);

        assertThat(Sheets.lines(scores.table(LosAngeles.COUNTY, period).scores()))
                .isNotEmpty()
                .isEqualTo(naive);
        assertThat(Sheets.lines(recounted(period))).isEqualTo(naive);
    }

    private Map<String, String> naive(ScorePeriod period) {
        NaiveCounts counts = new NaiveCounts(period.from(), period.to(), LosAngeles.ZONE);
        stories.forEach(counts::add);
        Map<String, String> groups = reference.require(LosAngeles.COUNTY).units().values().stream()
                .collect(Collectors.toMap(Reference.Unit::code, Reference.Unit::group));
        return Sheets.lines(new NaiveScores(counts, groups, Map.of()), LosAngeles.COUNTY);
    }

    private ScoreSheet recounted(ScorePeriod period) {
        Reference inForce = reference.require(LosAngeles.COUNTY);
        LocalDate from = period.from();
        Recount recount = new Recount(from, period.to(), LosAngeles.ZONE, this::calendar);
        logs.forEach(recount::count);
        return new SheetMaking(inForce, recount::of, recount.marks(), Map.of()).sheet(Scores.policy(inForce, period));
    }

    private WorkCalendar calendar(String code, @Nullable String version) {
        return reference.timeOf(code).calendar();
    }

    private List<CaseLog> caseLogs(int first, int last) {
        List<CaseLog> batch = new ArrayList<>();
        for (int number = first; number < last; number++) {
            int shard = number % SHARDS;
            List<Entry> entries = logs.get(number).stream()
                    .map(event -> new Entry(shard, event.sequence(), event, NOT_READ))
                    .toList();
            UUID caseId = UUID.fromString(logs.get(number).getFirst().subject());
            batch.add(new CaseLog(caseId, shard, entries, 0));
        }
        return batch;
    }
}
