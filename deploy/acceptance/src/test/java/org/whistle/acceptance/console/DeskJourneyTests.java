package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.whistle.acceptance.RunningSystem;
import org.whistle.acceptance.UniqueText;

/** The community's and the street's desk. */
class DeskJourneyTests {

    @Test
    void aCommunityClearsItsQueueWithTheKeyboard() {
        String number = ReportSteps.report("E0110", UniqueText.of("楼道口堆放杂物"));
        try (Seat community = Seat.of("community", Screen.DESK)) {
            Page page = community
                    .open("/desk/community?tab=reported&text=" + number)
                    .page();
            page.locator("[data-row] a.case", new Page.LocatorOptions().setHasText(number))
                    .waitFor();
            page.keyboard().press("j");
            page.locator("article.detail h2", new Page.LocatorOptions().setHasText(number))
                    .waitFor();
            int escalate = indexOf(page, "escalate");
            page.keyboard().press(String.valueOf(escalate));
            page.locator("form[novalidate]").waitFor();
            page.keyboard().press("Space");
            page.locator("form[novalidate] textarea").fill("超出社区职权");
            page.keyboard().press("Control+Enter");
            community.awaitState("待街道研判");
        }
    }

    private static int indexOf(Page page, String action) {
        page.locator("button[data-action='" + action + "']").waitFor();
        Object index = page.evaluate(
                "action => [...document.querySelectorAll('article.detail button[data-action]')].findIndex(each => each.dataset.action === action) + 1",
                action);
        return ((Number) index).intValue();
    }

    @Test
    void duplicatesStandSideBySideAndAreMergedInOneGo() {
        String words = UniqueText.of("非法小广告贴满电线杆");
        String first = ReportSteps.report("E0201", words);
        String second = ReportSteps.report("E0201", words + "，请清理");
        String third = ReportSteps.report("E0201", words + "，很多");
        try (Seat community = Seat.of("community", Screen.DESK)) {
            Page page = community.open("/desk/community").openCase(second).page();
            Locator similar = page.locator(".pair li", new Page.LocatorOptions().setHasText(first));
            similar.waitFor();
            page.locator(".pair").evaluate("pair => pair.scrollIntoView({block: 'center'})");
            community.shot("duplicates").isAccessible().readsWell();
            similar.getByText("并入此案").click();
            page.locator("form[novalidate] .choice.on", new Page.LocatorOptions().setHasText(first))
                    .waitFor();
            community.send();

            community.open("/desk/community?text=" + words.substring(words.length() - 36));
            page.getByLabel("选择 " + first + " 用于并案").check();
            page.getByLabel("选择 " + third + " 用于并案").check();
            community.button("并案（2）").click();
            page.locator("dialog .choice", new Page.LocatorOptions().setHasText(first))
                    .click();
            community.shot("batch-merge").isAccessible();
            community.button("并入主案件").click();
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(page.locator("[data-row] a.case")).hasCount(1);
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aDeskShowsItsCasesOnTheMap() {
        RunningSystem.withDemo();
        try (Seat community = Seat.of("community", Screen.DESK)) {
            Page page = community.open("/desk/community").page();
            page.locator("[data-row] a.case").first().waitFor();
            community.button("地图").first().click();
            page.locator(".side .map[data-ready]").waitFor();
            page.locator(".side canvas").first().waitFor();
            page.getByLabel("热力").check();
            community.shot("map").isAccessible();
            page.goBack();
            page.goForward();
            page.locator(".side .map[data-ready]").waitFor();
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aStreetVetoesWhatWasNotDone() {
        String number = CaseSteps.atConfirmation(UniqueText.of("绿化带内有垃圾"));
        try (Seat street = Seat.of("street", Screen.DESK)) {
            street.open("/desk/street?tab=confirm").openCase(number).act("veto");
            street.choose("未解决").fill("说明", "现场仍有垃圾").send();
            street.awaitState("处置中");
        }
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number).awaitState("处置中");
            assertThat(unit.text("第 2 次处置（返工）").first()).isVisible();
        }
    }
}
