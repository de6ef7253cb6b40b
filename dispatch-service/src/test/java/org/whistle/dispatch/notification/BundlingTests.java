package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whistle.dispatch.notification.Bundling.Item;

/** A flood becomes a digest; nothing is lost and nothing comes twice. */
class BundlingTests {

    private static final int MOST = 5;

    @Test
    void aFewComeOneByOne() {
        Bundling bundling = Bundling.of(fresh(3), 2, MOST);

        assertThat(sizes(bundling)).containsExactly(1, 1, 1);
        assertThat(bundling.later()).isEmpty();
    }

    @Test
    void aBurstIsOneDigest() {
        assertThat(sizes(Bundling.of(fresh(4), 2, MOST))).containsExactly(4);
    }

    @Test
    void whatComesWhenTheWindowIsFullWaits() {
        Bundling bundling = Bundling.of(fresh(2), MOST, MOST);

        assertThat(bundling.messages()).isEmpty();
        assertThat(bundling.later()).hasSize(2);
    }

    @Test
    void whatWaitedComesAsOneDigestHoweverFullTheWindowIs() {
        Bundling bundling =
                Bundling.of(Stream.concat(held(7).stream(), fresh(1).stream()).toList(), MOST, MOST);

        assertThat(sizes(bundling)).containsExactly(7);
        assertThat(bundling.later()).hasSize(1);
    }

    @Test
    void whatIsUrgentComesAtOnceAndByItself() {
        Bundling bundling = Bundling.of(
                List.of(new Item(1, true, false), new Item(2, true, false), new Item(3, false, false)), MOST, MOST);

        assertThat(sizes(bundling)).containsExactly(1, 1);
        assertThat(bundling.later()).extracting(Item::id).containsExactly(3L);
    }

    @Test
    void tooManyUrgentOnesAreOneDigestAtOnce() {
        assertThat(sizes(Bundling.of(
                        LongStream.range(0, MOST + 1)
                                .mapToObj(id -> new Item(id, true, false))
                                .toList(),
                        0,
                        MOST)))
                .containsExactly(MOST + 1);
    }

    @Test
    void everythingIsToldOnceWhateverComes() {
        for (int urgent = 0; urgent < 8; urgent++) {
            for (int held = 0; held < 8; held++) {
                for (int fresh = 0; fresh < 8; fresh++) {
                    for (int recent = 0; recent < 8; recent++) {
                        List<Item> due = mixed(urgent, held, fresh);
                        Bundling bundling = Bundling.of(due, recent, MOST);

                        assertThat(Stream.concat(
                                        bundling.messages().stream().flatMap(List::stream), bundling.later().stream()))
                                .containsExactlyInAnyOrderElementsOf(due);
                        assertThat(bundling.later()).noneMatch(item -> item.urgent() || item.held());
                    }
                }
            }
        }
    }

    private static List<Item> mixed(int urgent, int held, int fresh) {
        return LongStream.range(0, urgent + held + fresh)
                .mapToObj(id -> new Item(id, id < urgent, id >= urgent && id < urgent + held))
                .toList();
    }

    private static List<Item> fresh(int count) {
        return mixed(0, 0, count);
    }

    private static List<Item> held(int count) {
        return LongStream.range(100, 100 + count)
                .mapToObj(id -> new Item(id, false, true))
                .toList();
    }

    private static List<Integer> sizes(Bundling bundling) {
        return bundling.messages().stream().map(List::size).toList();
    }
}
