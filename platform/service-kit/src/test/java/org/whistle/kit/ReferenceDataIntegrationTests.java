package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** When reference data is known. */
@DeskTest
class ReferenceDataIntegrationTests {

    private static final Map<String, @Nullable Object> READABLE = Map.of(
            "nameZh", "县",
            "nameEn", "County",
            "timeZone", "Asia/Shanghai",
            "locale", "en",
            "calendarVersion", "1");

    private final String county =
            String.valueOf(100_000 + Math.floorMod(UUID.randomUUID().hashCode(), 800_000));

    @Autowired
    private ReferenceStore store;

    @Autowired
    private ReferenceData data;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Environment environment;

    @Test
    void isReadBeforeTheWebServerAndTheLoopsStart() {
        stage(1);
        activate(1);

        try (ConfigurableApplicationContext context =
                new SpringApplication(SmallDesk.class, FirstToStart.class).run(settings())) {
            assertThat(context.getBean(FirstToStart.class).counties).contains(county);
        }
    }

    @Test
    void aCalendarThatHasNotArrivedIsAskedForAgain() {
        stage(1);
        activate(1);
        data.refresh();
        stage(2);
        assertThat(data.calendar(county, "1@2").version()).isEqualTo("1@1");

        activate(2);

        assertThat(data.calendar(county, "1@2").version()).isEqualTo("1@2");
    }

    @Test
    void aVersionThatCannotBeReadStopsNobodyAndLeavesTheOneBefore() {
        stage(1);
        activate(1);
        data.refresh();
        String other = String.valueOf(Integer.parseInt(county) + 1);
        stage(county, 2, Map.of("timeZone", List.of("of a later schema")));
        activate(2);
        stage(other, 1, READABLE);
        activate(other, 1);

        data.refresh();

        assertThat(data.require(county).version().version()).isEqualTo(1);
        assertThat(data.find(other)).isPresent();
        assertThat(meters.get("whistle.reference.failed").gauge().value()).isEqualTo(1);
        stage(3);
        activate(3);
        data.refresh();
        assertThat(data.require(county).version().version()).isEqualTo(3);
        assertThat(meters.get("whistle.reference.failed").gauge().value()).isZero();
    }

    private void stage(long version) {
        stage(county, version, READABLE);
    }

    private void stage(String county, long version, Map<String, @Nullable Object> fields) {
        store.stage(new ReferenceEvent.RecordsStaged(
                county, version, "county", List.of(new ReferenceEvent.StagedRecord(county, fields))));
    }

    private void activate(long version) {
        activate(county, version);
    }

    private void activate(String county, long version) {
        assertThat(store.activate(new ReferenceEvent.PackActivated(county, version, "0", 1)))
                .isTrue();
    }

    private String[] settings() {
        return Stream.concat(
                        Stream.of("--server.port=0", "--whistle.background=false"),
                        TestSystem.shared().settingsFor("dispatch-service").keySet().stream()
                                .map(key -> "--" + key + "=" + environment.getProperty(key)))
                .toArray(String[]::new);
    }

    /** Remembers which counties are known when the first of all loops starts. */
    static final class FirstToStart implements SmartLifecycle {

        private final ReferenceData data;
        private List<String> counties = List.of();
        private boolean running;

        FirstToStart(ReferenceData data) {
            this.data = data;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }

        @Override
        public void start() {
            running = true;
            counties = data.all().stream().map(one -> one.county().code()).toList();
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
