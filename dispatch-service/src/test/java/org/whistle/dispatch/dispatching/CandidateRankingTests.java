package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.whistle.dispatch.component.NearComponent;
import org.whistle.dispatch.component.RegisteredComponent;
import org.whistle.dispatch.dispatching.CandidateRanking.Ranked;
import org.whistle.dispatch.dispatching.CandidateRanking.Reason;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

class CandidateRankingTests {

    private static final String GRID = "350999002001001";
    private static final Position PLACE = new Position(119.9, 26.6);

    private static final Reference COUNTY = county(
            rule("C0101-1", 1, "WATER", "POLICE"),
            rule("C0101-2", 2, "STREET", "WATER", "MUNICIPAL"),
            rule("C0101-3", null, "GAS"));

    @Test
    void leadsOfAllStagesComeBeforeAssistingUnitsInTheOrderOfTheStages() {
        List<Ranked> ranked = rank(ticketed(List.of(), "C0101-2", "C0101-1"), null);

        assertThat(ranked.stream().limit(4))
                .containsExactly(
                        new Ranked("WATER", Reason.RESPONSIBILITY_LIST, "C0101-1", null),
                        new Ranked("STREET-350999002", Reason.RESPONSIBILITY_LIST, "C0101-2", null),
                        new Ranked("POLICE", Reason.ASSISTING, "C0101-1", null),
                        new Ranked("MUNICIPAL", Reason.ASSISTING, "C0101-2", null));
    }

    @Test
    void everyUnitIsThereOnce() {
        assertThat(rank(ticketed(List.of("GAS", "WATER"), "C0101-1"), null))
                .extracting(Ranked::unit)
                .containsExactlyInAnyOrderElementsOf(COUNTY.units().keySet());
    }

    @Test
    void whomTheStreetAskedForComesAfterTheListAndTheRestByTheAlphabet() {
        assertThat(rank(ticketed(List.of("SANITATION"), "C0101-1"), null))
                .extracting(ranked -> ranked.unit() + " " + ranked.reason())
                .containsExactly(
                        "WATER RESPONSIBILITY_LIST",
                        "POLICE ASSISTING",
                        "SANITATION ASKED_BY_STREET",
                        "STREET-350999002 SAME_CATEGORY",
                        "GAS SAME_CATEGORY",
                        "MUNICIPAL OTHER",
                        "STREET-350999001 OTHER");
    }

    @Test
    void theOwnerOfTheComponentThereComesFirstWithTheRuleThatNamesIt() {
        NearComponent cover = component("MUNICIPAL");

        List<Ranked> ranked = rank(ticketed(List.of(), "C0101-1", "C0101-2"), cover);

        assertThat(ranked.getFirst()).isEqualTo(new Ranked("MUNICIPAL", Reason.COMPONENT_OWNER, "C0101-2", cover));
        assertThat(ranked).filteredOn(each -> each.unit().equals("MUNICIPAL")).hasSize(1);
        assertThat(ranked.get(1).unit()).isEqualTo("WATER");
    }

    @Test
    void anOwnerThatNoRuleNamesHasNone() {
        assertThat(rank(ticketed(List.of(), "C0101-1"), component("SANITATION")).getFirst())
                .extracting(Ranked::unit, Ranked::rule)
                .containsExactly("SANITATION", null);
    }

    @Test
    void aComponentOfTheStreetIsOneOfTheStreetOfTheGrid() {
        assertThat(rank(ticketed(List.of(), "C0101-1"), component("STREET")).getFirst())
                .extracting(Ranked::unit, Ranked::reason)
                .containsExactly("STREET-350999002", Reason.COMPONENT_OWNER);
    }

    @Test
    void aUnitThatReturnedTheCaseIsOfferedItOnlyOnceItIsDesignated() {
        DispatchCase once = ticketed(List.of(), "C0101-1").standing(standing -> standing.returnedBy("WATER", true));

        assertThat(rank(once, component("WATER"))).extracting(Ranked::unit).doesNotContain("WATER");
        assertThat(rank(once.standing(standing -> standing.returnedBy("POLICE", true)), null))
                .extracting(Ranked::unit)
                .contains("WATER", "POLICE");
    }

    @Test
    void aRuleThatIsGoneOrAUnitThatIsGoneIsLeftOut() {
        List<Ranked> ranked = rank(ticketed(List.of("DISSOLVED"), "C0101-9"), component("DISSOLVED"));

        assertThat(ranked).extracting(Ranked::unit).doesNotContain("DISSOLVED");
        assertThat(ranked).extracting(Ranked::reason).containsOnly(Reason.SAME_CATEGORY, Reason.OTHER);
    }

    private static List<Ranked> rank(DispatchCase record, @Nullable NearComponent component) {
        return CandidateRanking.rank(record, COUNTY, Optional.ofNullable(component));
    }

    private static NearComponent component(String owner) {
        return new NearComponent(new RegisteredComponent("3509990101000001", "C0101", owner, PLACE), 7.4);
    }

    private static DispatchCase ticketed(List<String> asked, String... conditions) {
        CaseFacts facts = new CaseFacts(
                "3509992026112300001",
                "C0101",
                "井盖缺失",
                PLACE,
                null,
                GRID,
                Source.GRID_PATROL,
                null,
                null,
                List.of(),
                1);
        Ticket ticket = new Ticket(
                WhistleKind.ROUTINE,
                Arrays.stream(conditions)
                        .map(code -> COUNTY.condition(code).orElseGet(() -> rule(code, null, "NOBODY")))
                        .map(Reference.Condition::filed)
                        .toList(),
                asked,
                "多次反映",
                false);
        return DispatchCase.ticketed(UUID.randomUUID(), 1, facts, ticket, CommandCenterScene.NOW);
    }

    private static Reference.Condition rule(String code, @Nullable Integer stage, String lead, String... assisting) {
        return new Reference.Condition(
                code,
                "C0101",
                "上水井盖",
                "Water manhole cover",
                "缺失",
                "Missing",
                2,
                ClockUnit.URGENT_HOUR,
                stage,
                "更换",
                15,
                ClockUnit.URGENT_MINUTE,
                true,
                EvidenceKind.PHOTO,
                lead,
                List.of(assisting),
                null,
                null);
    }

    private static Reference county(Reference.Condition... rules) {
        return new Reference(
                new ReferenceStore.Version("350999", 1, ""),
                new Reference.County("350999", "海湾县", "Haiwan", "Asia/Shanghai", "zh-CN", "2026-1", List.of(), null),
                Map.of(),
                Map.of(),
                Stream.of("GAS", "MUNICIPAL", "POLICE", "SANITATION", "WATER", "STREET-350999001", "STREET-350999002")
                        .map(code -> new Reference.Unit(code, "DEPARTMENT", "city", code, code))
                        .collect(Collectors.toMap(Reference.Unit::code, Function.identity())),
                Arrays.stream(rules).collect(Collectors.toMap(Reference.Condition::code, Function.identity())),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
