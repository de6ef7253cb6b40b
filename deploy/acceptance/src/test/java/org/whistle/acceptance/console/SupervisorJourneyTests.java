package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.whistle.acceptance.RunningSystem;
import org.whistle.acceptance.UniqueText;

/** Pictures before numbers, every number opens its cases, and the wall. */
class SupervisorJourneyTests {

    @BeforeAll
    static void awaitCases() {
        RunningSystem.withDemo();
    }

    @Test
    void aNumberOpensItsCasesAndTheseTheirTimeline() {
        try (Seat supervisor = Seat.of("supervisor", Screen.DESK)) {
            Page page = supervisor.open("/insight").awaitContent().page();
            page.locator(".canvas canvas").first().waitFor();
            supervisor.shot("insight").isAccessible().readsWell();
            Locator figure = page.locator(".figures a.big").first();
            int count = number(figure);
            figure.click();
            page.locator("[data-row] a").first().waitFor();
            // cases come in meanwhile; that a number has exactly its cases is proven by the audit's own tests
            org.assertj.core.api.Assertions.assertThat(number(page.locator(".list .total")))
                    .isGreaterThanOrEqualTo(count)
                    .isPositive();
            page.locator("[data-row] a").first().click();
            page.locator(".timeline li").first().waitFor();
            page.goBack();
            page.goBack();
            page.locator(".figures").waitFor();

            page.locator(".heat .cell").first().scrollIntoViewIfNeeded();
            supervisor.shot("insight-heat").isAccessible();
            page.locator("details.menu summary").click();
            Download csv = page.waitForDownload(
                    () -> page.locator("details.menu button", new Page.LocatorOptions().setHasText("CSV"))
                            .first()
                            .click());
            org.assertj.core.api.Assertions.assertThat(csv.suggestedFilename()).endsWith(".csv");
        }
    }

    private static int number(Locator text) {
        return Integer.parseInt(text.innerText().replaceAll("\\D", ""));
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aScoreIsOpenedLineByLine() {
        try (Seat supervisor = Seat.of("supervisor", Screen.DESK)) {
            Page page = supervisor.open("/insight/scores").awaitContent().page();
            page.locator(".lines .line").first().click();
            supervisor.shot("scores").isAccessible().readsWell();
            page.locator(".lines a[href*='/insight/cases']").first().click();
            page.waitForURL("**/insight/cases**");
        }
    }

    @Test
    void theWallShowsTheCountyAndWhatHappens() {
        try (Seat supervisor = Seat.of("supervisor", Screen.WALL)) {
            Page page = supervisor.open("/screen").awaitContent().page();
            page.locator(".wall .map[data-ready]").waitFor();
            supervisor.see("● 实时");
            String words = UniqueText.of("大屏应能看到");
            ReportSteps.report("E0110", words);
            page.locator(".news li", new Page.LocatorOptions().setHasText("暴露生活垃圾"))
                    .first()
                    .waitFor();
            assertThat(supervisor.text(words)).hasCount(0);
            supervisor.shot("screen").isAccessible().readsWell();
        }
    }
}
