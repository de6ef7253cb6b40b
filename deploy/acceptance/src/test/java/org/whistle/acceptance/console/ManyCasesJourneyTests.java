package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whistle.acceptance.RunningSystem;
import org.whistle.replay.client.AccountClient;

/** A queue of ten thousand cases: the page holds a few dozen of them. */
class ManyCasesJourneyTests {

    private static final int MANY = 10_000;
    private static final int REPORTERS = 8;
    private static final int ROWS = 60;

    /** The one step that is not clicked: nobody clicks ten thousand reports. */
    private static void reportMany() throws Exception {
        AccountClient reporter = RunningSystem.withDemo().client().as("grid-other");
        try (ExecutorService reporters = Executors.newFixedThreadPool(REPORTERS)) {
            for (Future<?> each : IntStream.range(0, MANY)
                    .mapToObj(number -> reporters.submit(() -> reporter.post("/api/intake/cases", body(number))))
                    .toList()) {
                each.get();
            }
        }
    }

    private static Map<String, Object> body(int number) {
        return Map.of(
                "categoryCode",
                "E0110",
                "description",
                "第 " + number + " 处 " + UUID.randomUUID(),
                "position",
                Map.of("longitude", 119.8869 + number % 100 * 0.00001, "latitude", 26.6163 + number / 100 * 0.00001));
    }

    @Test
    void tenThousandCasesScrollToTheirEnd() throws Exception {
        reportMany();
        try (Seat community = Seat.of("community-other", Screen.DESK)) {
            Page page = community
                    .open("/desk/community?tab=reported")
                    .awaitContent()
                    .page();
            page.locator("[data-row] a.case").first().waitFor();
            int total =
                    Integer.parseInt(page.locator(".list .total").innerText().replaceAll("\\D", ""));
            org.assertj.core.api.Assertions.assertThat(total).isGreaterThanOrEqualTo(MANY);
            page.locator(".list .frame").evaluate("frame => { frame.scrollTop = frame.scrollHeight; }");
            page.locator("[data-row][aria-posinset='" + total + "'] a.case").waitFor();
            int rows = page.locator("[data-row]").count();
            org.assertj.core.api.Assertions.assertThat(rows).isLessThan(ROWS);
            page.locator("[data-row][aria-posinset='" + total + "'] a.case").click();
            assertThat(page.locator("article.detail h2")).isVisible();
        }
    }
}
