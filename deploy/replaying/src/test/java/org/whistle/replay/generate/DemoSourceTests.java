package org.whistle.replay.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whistle.replay.Packs;
import org.whistle.replay.county.GridShape;
import org.whistle.replay.county.Place;
import org.whistle.replay.script.CaseScript;

class DemoSourceTests {

    private final List<CaseScript> scripts = DemoSource.scripts(Packs.HAIWAN, LocalDateTime.of(2026, 11, 23, 9, 0), 1);

    @Test
    void leavesSomethingInEveryStateOfTheLoop() {
        assertThat(scripts).hasSizeBetween(55, 70);
        assertThat(scripts)
                .extracting(CaseScript::end)
                .contains(
                        "REPORTED",
                        "VERIFYING",
                        "COMMUNITY_HANDLING",
                        "STREET_PENDING",
                        "STREET_HANDLING",
                        "TICKETED",
                        "DISPATCHED",
                        "RETURN_REVIEW",
                        "HANDLING",
                        "CHECKING",
                        "CONFIRMING",
                        "CLOSED",
                        "VOIDED",
                        "MERGED");
    }

    @Test
    void mostAreWhereTheDemoAccountsAre() {
        GridShape home = Packs.HAIWAN.grids().stream()
                .filter(grid -> grid.code().equals("350999001001001"))
                .findFirst()
                .orElseThrow();

        assertThat(scripts).filteredOn(script -> home.contains(place(script))).hasSizeGreaterThan(15);
    }

    private static Place place(CaseScript script) {
        Map<?, ?> position = (Map<?, ?>) script.steps().getFirst().body().get("position");
        return new Place((double) position.get("longitude"), (double) position.get("latitude"));
    }
}
