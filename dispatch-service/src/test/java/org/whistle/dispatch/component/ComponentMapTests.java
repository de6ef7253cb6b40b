package org.whistle.dispatch.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.events.Position;

class ComponentMapTests {

    /** A ten-thousandth of a degree of latitude is 11.1 m. */
    private static final Position PLACE = new Position(119.9, 26.6);

    @Test
    void answersTheNearestOfTheCategory() {
        ComponentMap map = new ComponentMap(List.of(
                cover("far", "C0101", 26.60015),
                cover("near", "C0101", 26.60005),
                cover("nearer but a lamp", "C0137", 26.60001)));

        assertThat(map.nearest(PLACE, "C0101", 20)).hasValueSatisfying(found -> {
            assertThat(found.component().id()).isEqualTo("near");
            assertThat(found.metres()).isBetween(5.5, 5.6);
        });
    }

    @Test
    void answersNoneBeyondTheDistanceThoughInTheBox() {
        RegisteredComponent corner =
                new RegisteredComponent("corner", "C0101", "WATER", new Position(119.90015, 26.60015));

        assertThat(new ComponentMap(List.of(corner)).nearest(PLACE, "C0101", 20))
                .isEmpty();
        assertThat(new ComponentMap(List.of(corner)).nearest(PLACE, "C0101", 25))
                .isPresent();
    }

    @Test
    void findsOneExactlySoFarAwayInEveryDirection() {
        for (Position place : List.of(
                new Position(119.9, 26.60018),
                new Position(119.9, 26.59982),
                new Position(119.9002, 26.6),
                new Position(119.8998, 26.6))) {
            RegisteredComponent there = new RegisteredComponent("there", "C0101", "WATER", place);
            double metres = place.distanceTo(PLACE);

            assertThat(new ComponentMap(List.of(there)).nearest(PLACE, "C0101", metres))
                    .isPresent();
            assertThat(new ComponentMap(List.of(there)).nearest(PLACE, "C0101", metres - 0.01))
                    .isEmpty();
        }
    }

    @Test
    void theLowerIdWinsAtTheSamePlace() {
        ComponentMap map = new ComponentMap(List.of(cover("b", "C0101", 26.6), cover("a", "C0101", 26.6)));

        assertThat(map.nearest(PLACE, "C0101", 20).orElseThrow().component().id())
                .isEqualTo("a");
    }

    @Test
    void anEmptyRegistryHasNone() {
        assertThat(new ComponentMap(List.of()).nearest(PLACE, "C0101", 20)).isEmpty();
    }

    private static RegisteredComponent cover(String id, String category, double latitude) {
        return new RegisteredComponent(id, category, "WATER", new Position(119.9, latitude));
    }
}
