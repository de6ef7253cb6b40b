package org.whistle.replay.la311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.replay.Packs;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.Step;

class La311SourceTests {

    private final La311Source source = La311Source.read(Packs.REQUESTS, Packs.LOS_ANGELES, Integer.MAX_VALUE);
    private final List<CaseScript> scripts = source.scripts(0);

    @Test
    void everyRequestIsAScriptThatEndsAsInTheData() {
        assertThat(scripts).hasSize(9_989);
        assertThat(scripts.stream().collect(Collectors.groupingBy(CaseScript::end, Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(Map.of("CLOSED", 9_946L, "HANDLING", 43L));
        assertThat(scripts).extracting(CaseScript::name).doesNotHaveDuplicates();
    }

    @Test
    void whatThePackDoesNotKnowIsLeftOutAndCounted(@TempDir Path folder) throws IOException {
        List<String> lines = Files.readAllLines(Packs.REQUESTS);
        String known = lines.get(1);
        Path other = folder.resolve("other-year.csv");
        Files.write(
                other,
                List.of(
                        lines.getFirst(),
                        known,
                        known.replaceFirst("^[^,]*,[^,]*", "2,Flying Saucer"),
                        known.replaceFirst("^[^,]*,[^,]*", "3,Flying Saucer"),
                        known.replaceFirst("^[^,]*", "4").replaceFirst(",BOS,", ",NOBODY,"),
                        known.replaceFirst("2020-01-01T", "1/1/2020 ")));

        La311Source some = La311Source.read(other, Packs.LOS_ANGELES, Integer.MAX_VALUE);

        assertThat(some.scripts(0)).hasSize(1);
        assertThat(some.leftOut())
                .containsEntry("type 'Flying Saucer'", 2)
                .containsEntry("owner 'NOBODY'", 1)
                .hasSize(3);
        assertThat(some.leftOut().keySet()).anyMatch(why -> why.startsWith("unreadable: "));
    }

    @Test
    void aFileOfWhichNothingIsKnownIsRefused(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("nothing.csv");
        Files.writeString(other, Files.readAllLines(Packs.REQUESTS).getFirst() + "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> La311Source.read(other, Packs.LOS_ANGELES, 10))
                .withMessageContaining("nothing that the pack can play");
    }

    @Test
    void isReportedAndClosedWhenItReallyWas() {
        CaseScript script = script("1-1523590121");

        assertThat(script.start()).isEqualTo(Instant.parse("2020-01-01T08:05:00Z"));
        assertThat(script.steps().getLast().act()).isEqualTo(Act.CONFIRM);
        assertThat(script.steps().getLast().at()).isEqualTo(Instant.parse("2020-01-02T16:43:00Z"));
        assertThat(script.steps())
                .extracting(Step::act)
                .containsExactly(
                        Act.REPORT,
                        Act.REQUEST_VERIFICATION,
                        Act.VERIFY,
                        Act.ESCALATE,
                        Act.TICKET,
                        Act.FILE,
                        Act.DISPATCH,
                        Act.ACCEPT,
                        Act.COMPLETE,
                        Act.CHECK,
                        Act.CONFIRM);
    }

    @Test
    void goesToTheOwnerInTheData() {
        assertThat(script("1-1523593502").steps())
                .filteredOn(step -> step.act() == Act.DISPATCH)
                .first()
                .satisfies(step -> assertThat(step.body()).containsEntry("lead", "OCB"));
    }

    @Test
    void patrolsReportThemselvesAndNeedNoVerification() {
        Map<Boolean, Long> verified = scripts.stream()
                .collect(Collectors.partitioningBy(
                        script -> script.steps().stream().anyMatch(step -> step.act() == Act.VERIFY),
                        Collectors.counting()));

        assertThat(verified).containsEntry(false, 2_077L).containsEntry(true, 7_912L);
    }

    @Test
    void movedByWeeksKeepsWeekdayAndTimeOfDayAcrossDaylightSaving() {
        Function<CaseScript, LocalDateTime> local =
                script -> LocalDateTime.ofInstant(script.start(), Packs.LOS_ANGELES.zone());
        List<CaseScript> moved = source.scripts(26);

        for (int i = 0; i < scripts.size(); i++) {
            assertThat(local.apply(moved.get(i)))
                    .isEqualTo(local.apply(scripts.get(i)).plusWeeks(26));
        }
    }

    private CaseScript script(String name) {
        return scripts.stream()
                .filter(script -> script.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
