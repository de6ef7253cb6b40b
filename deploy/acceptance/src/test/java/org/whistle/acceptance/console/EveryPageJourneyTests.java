package org.whistle.acceptance.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.acceptance.RunningSystem;

/**
 * Every page of every role, in both languages, at a desk and on a phone: no key without its words, nothing wider than the
 * screen. axe-core judges each page once a language, in Chinese on the screen it is made for and in English on the other one.
 */
class EveryPageJourneyTests {

    private static final Map<String, List<String>> PAGES = Map.ofEntries(
            Map.entry("grid", List.of("/report", "/report/mine", "/report/tasks", "/report/queue")),
            Map.entry("handler", List.of("/report/parts")),
            Map.entry("citizen", List.of("/report", "/report/mine")),
            Map.entry("community", List.of("/desk/community", "/desk/community?tab=callBacks", "/insight", "/cases")),
            Map.entry("street-leader", List.of("/desk/street", "/desk/street?tab=confirm", "/desk/street?tab=endorse")),
            Map.entry(
                    "dispatcher",
                    List.of(
                            "/command",
                            "/command?tab=reviews",
                            "/command/board",
                            "/command/unlocated",
                            "/command/register",
                            "/command/appeals")),
            Map.entry("dept-sanitation", List.of("/inbox", "/inbox?tab=done", "/insight", "/my-notifications")),
            Map.entry("supervisor", List.of("/insight", "/insight/scores", "/cases", "/cases?state=CLOSED", "/screen")),
            Map.entry(
                    "admin",
                    List.of("/admin", "/admin/packs", "/admin/policies", "/admin/holidays", "/admin/notifications")),
            Map.entry("audit-admin", List.of("/admin", "/admin/log")),
            Map.entry("security-admin", List.of("/admin", "/admin/webhooks")));

    @BeforeAll
    static void awaitCases() {
        RunningSystem.withDemo();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void isAccessibleAndReadsWellInChinese(String account) {
        visit(account, "zh-CN");
    }

    @ParameterizedTest
    @MethodSource("accounts")
    @Tag("nightly")
    @Tag("console")
    void isAccessibleAndReadsWellInEnglish(String account) {
        visit(account, "en");
    }

    private static void visit(String account, String language) {
        try (Seat seat = Seat.of(account, Screen.DESK, language)) {
            for (String path : PAGES.get(account)) {
                seat.open(path);
                Screen own = path.startsWith("/report") ? Screen.PHONE : Screen.DESK;
                for (Screen screen : List.of(Screen.DESK, Screen.PHONE)) {
                    seat.page().setViewportSize(screen.width(), screen.height());
                    seat.awaitContent().readsWell();
                    if (language.equals("zh-CN") == (screen == own)) {
                        seat.isAccessible();
                    }
                }
            }
        }
    }

    static Stream<String> accounts() {
        return PAGES.keySet().stream().sorted();
    }
}
