package org.whistle.acceptance.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of every role, in both languages, at a desk and on a phone: no key without its words, nothing wider than the
 * screen. For axe-core, nothing serious in Chinese at a desk and in English on a phone: it judges marks and colours, not words.
 */
class EveryPageJourneyTests {

    private static final Map<String, List<String>> PAGES = Map.of(
            "grid", List.of("/report", "/report/mine", "/report/tasks", "/report/queue"),
            "handler", List.of("/report/parts"),
            "citizen", List.of("/report", "/report/mine"),
            "community", List.of("/desk/community", "/desk/community?tab=callBacks", "/insight", "/cases"),
            "street-leader", List.of("/desk/street", "/desk/street?tab=confirm", "/desk/street?tab=endorse"),
            "dispatcher",
                    List.of(
                            "/command",
                            "/command?tab=reviews",
                            "/command/board",
                            "/command/unlocated",
                            "/command/register",
                            "/command/appeals"),
            "dept-sanitation", List.of("/inbox", "/inbox?tab=done", "/insight"),
            "supervisor", List.of("/insight", "/insight/scores", "/cases", "/cases?state=CLOSED", "/screen"),
            "admin", List.of("/admin", "/admin/packs", "/admin/policies", "/admin/holidays"),
            "audit-admin", List.of("/admin", "/admin/log"));

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("seats")
    void isAccessibleAndReadsWell(String account, String language) {
        try (Seat seat = Seat.of(account, Screen.DESK, language)) {
            for (String path : PAGES.get(account)) {
                for (Screen screen : List.of(Screen.DESK, Screen.PHONE)) {
                    seat.page().setViewportSize(screen.width(), screen.height());
                    seat.open(path).awaitContent().readsWell();
                    if (language.equals("en") == screen.touched()) {
                        seat.isAccessible();
                    }
                }
            }
        }
    }

    static Stream<Arguments> seats() {
        return PAGES.keySet().stream()
                .sorted()
                .flatMap(account -> Stream.of(Arguments.of(account, "zh-CN"), Arguments.of(account, "en")));
    }
}
