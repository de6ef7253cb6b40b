package org.whistle.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;
import static org.whistle.intake.IntakeDesk.STREET;
import static org.whistle.intake.cases.Commands.CONFIRM;
import static org.whistle.intake.cases.Stories.confirming;
import static org.whistle.intake.cases.Stories.ticketed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.Role;
import org.whistle.intake.IntakeDesk;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;

/** The draw of spot-checks with the counts of the database, and the task it gives to another street. */
@DeskTest
class SpotChecksIntegrationTests {

    private static final Map<String, TestGrant> OTHER_STREETS = Map.of(
            "350999002", TestGrant.of(Role.GRID_WORKER, "350999002001001"),
            "350999003", TestGrant.of(Role.GRID_WORKER, "350999003001001"));

    @LocalServerPort
    private int port;

    @Autowired
    private SpotChecks spotChecks;

    @Autowired
    private ReferenceData reference;

    private IntakeDesk desk;

    @BeforeEach
    void county() {
        desk = IntakeDesk.inCounty(port, reference);
    }

    @Test
    void oneInTwentyClosingsOfAUnitIsDrawnWhateverOtherUnitsClose() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            first.addAll(drawn(closedBy("FIRST")));
            second.addAll(drawn(closedBy("SECOND")));
        }

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
    }

    @Test
    void theCheckingStreetIsAnotherOfTheSameCountyAndNotAlwaysTheSame() {
        List<String> streets = IntStream.range(0, 600)
                .boxed()
                .flatMap(i -> drawn(closedBy("THIRD")).stream())
                .toList();

        assertThat(streets).hasSize(30);
        assertThat(new TreeSet<>(streets)).containsExactly("350999002", "350999003");
    }

    @Test
    void nothingIsDrawnUnlessACaseIsClosed() {
        Outcome<IntakeCase> handled =
                Outcome.of(confirming("FOURTH", ticketed()).record(), new IntakeEvent.CheckRequested(false, List.of()));

        for (int i = 0; i < 40; i++) {
            assertThat(spotChecks.afterClosing(handled)).isSameAs(handled);
        }
    }

    @Test
    void oneInTenSelfHandledCasesIsATaskOfTheGridWorkersOfAnotherStreet() {
        List<String> closed =
                IntStream.range(0, 10).mapToObj(_ -> selfHandled()).toList();

        List<String> tasks = OTHER_STREETS.keySet().stream()
                .flatMap(street -> listed(street).filter(closed::contains).map(id -> street + " " + id))
                .toList();
        assertThat(tasks).hasSize(1);
        String street = tasks.getFirst().split(" ")[0];
        String caseId = tasks.getFirst().split(" ")[1];

        IntakeDesk.Answer seen = desk.get("checker", OTHER_STREETS.get(street), "/cases/" + caseId);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.actions()).containsExactly("spot-check");
        assertThat(spotCheck("grid2", GRID_WORKER, caseId).status())
                .as("not by the street's own")
                .isEqualTo(403);
        assertThat(spotCheck("checker", OTHER_STREETS.get(street), caseId).text("state"))
                .isEqualTo("STREET_PENDING");
        assertThat(desk.get("street", STREET, "/cases/" + caseId)
                        .body()
                        .path("round")
                        .asInt())
                .isEqualTo(2);
        assertThat(listed(street)).doesNotContain(caseId);
    }

    private String selfHandled() {
        String caseId = desk.post("grid", GRID_WORKER, "/cases", """
                        {"categoryCode":"E0501","description":"水管爆了","position":{"longitude":119.0075,"latitude":26.0075}}
                        """).text("caseId");
        String path = "/cases/" + caseId;
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0501-1\"}");
        desk.post("community", COMMUNITY, path + "/handle", "{\"result\":\"修了\"}");
        assertThat(desk.post("grid2", GRID_WORKER, path + "/check", "{\"passed\":true,\"note\":\"好了\"}")
                        .text("state"))
                .isEqualTo("CLOSED");
        return caseId;
    }

    private IntakeDesk.Answer spotCheck(String account, TestGrant grant, String caseId) {
        return desk.post(account, grant, "/cases/" + caseId + "/spot-check", "{\"passed\":false,\"note\":\"还在漏\"}");
    }

    private Stream<String> listed(String street) {
        return desk.get("checker", OTHER_STREETS.get(street), "/cases?desk=checks&size=200&sort=-reportedAt")
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("caseId").asString());
    }

    /** A case that the street has just confirmed, with an id of its own. */
    private static Outcome<IntakeCase> closedBy(String unit) {
        IntakeCase closed =
                confirming(unit, ticketed()).decide(Stories.STREET, CONFIRM).record();
        IntakeCase named = new IntakeCase(
                UUID.randomUUID(),
                closed.state(),
                closed.round(),
                closed.facts(),
                closed.conditionCode(),
                closed.urgent(),
                closed.jurisdictionCode(),
                closed.reporters(),
                closed.reportedAt(),
                closed.progress(),
                closed.clocks());
        return Outcome.of(named, new IntakeEvent.Closed(false));
    }

    /** The streets drawn, which the case and its event name alike. */
    private List<String> drawn(Outcome<IntakeCase> closing) {
        Outcome<IntakeCase> outcome = spotChecks.afterClosing(closing);
        List<String> streets = outcome.events().stream()
                .map(PendingEvent::event)
                .filter(IntakeEvent.SpotCheckDrawn.class::isInstance)
                .map(event -> ((IntakeEvent.SpotCheckDrawn) event).jurisdictionCode())
                .toList();
        assertThat(Stream.ofNullable(outcome.next().progress().spotCheck()).map(Progress.SpotCheck::streetCode))
                .isEqualTo(streets);
        return streets;
    }
}
