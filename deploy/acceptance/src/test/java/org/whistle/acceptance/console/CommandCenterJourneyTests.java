package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.whistle.acceptance.RunningSystem;
import org.whistle.acceptance.UniqueText;

/** The county's dispatchers. */
class CommandCenterJourneyTests {

    @Test
    void anEmergencyIsOnTopWithItsSoundUntilItIsAccepted() {
        try (Seat dispatcher = Seat.of("dispatcher", Screen.DESK)) {
            Page page = dispatcher.open("/command/board").page();
            String number = reportMissingManhole();
            page.locator(".emergencies a", new Page.LocatorOptions().setHasText(number))
                    .waitFor();
            dispatcher.button("关闭警报声").waitFor();
            dispatcher.shot("emergency").isAccessible().readsWell();
            page.locator(".emergencies a", new Page.LocatorOptions().setHasText(number))
                    .click();
            page.locator(".candidate.lead b").waitFor();
            dispatcher.act("dispatch").awaitState("待接单");
            assertThat(page.locator(".emergencies a", new Page.LocatorOptions().setHasText(number)))
                    .isVisible();

            try (Seat water = Seat.of("dept-water", Screen.DESK)) {
                water.open("/inbox").openCase(number).act("accept").send().awaitState("处置中");
            }
            assertThat(page.locator(".emergencies a", new Page.LocatorOptions().setHasText(number)))
                    .hasCount(0);
        }
    }

    private static String reportMissingManhole() {
        try (Seat grid = Seat.of("grid", Screen.PHONE)) {
            grid.open("/report");
            grid.page().locator(".take input[type=file]").last().setInputFiles(Seat.picture(77));
            grid.page().locator(".strip img").first().waitFor();
            ReportSteps.chooseCategory(grid, "C0101");
            grid.page()
                    .locator("form[novalidate] .option", new Page.LocatorOptions().setHasText("缺失、移位"))
                    .click();
            grid.page().locator("form[novalidate] textarea").fill(UniqueText.of("井盖缺失，有人险些跌落"));
            grid.page().locator("form[novalidate] button[type=submit]").click();
            return ReportSteps.sentNumber(grid);
        }
    }

    @Test
    void twoDispatchersSeeEachOthersMoveAndNeverOverwriteIt() {
        String number = CaseSteps.ticketed(UniqueText.of("道路旁堆放建筑垃圾"));
        try (Seat one = Seat.of("dispatcher", Screen.DESK);
                Seat other = Seat.of("dispatcher2", Screen.DESK)) {
            one.open("/command").openCase(number);
            other.open("/command").openCase(number);
            one.page().locator(".candidate.lead b").waitFor();
            other.page().locator(".candidate.lead b").waitFor();
            one.act("reject").choose("街道可自办").fill("说明", "街道可以自行清理");
            other.act("dispatch").awaitState("待接单");
            one.awaitState("待接单");
            one.page().locator(".moved").waitFor();
            one.shot("moved-by-another");
            assertThat(one.page().locator("button[data-action=dispatch]")).hasCount(0);
            one.page().locator("form[novalidate] button[type=submit]").click();
            assertThat(one.page().locator("form[novalidate] .problem")).isVisible();
            assertThat(one.page().getByLabel("说明").first()).hasValue("街道可以自行清理");
            one.awaitState("待接单");
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aReturnIsReviewedFromItsTrayByAnotherDispatcher() {
        String number = CaseSteps.dispatched(UniqueText.of("河道边有垃圾"));
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number).act("request-return");
            unit.choose("不在辖区")
                    .fill("说明", "位置在邻县")
                    .shot("inbox-return")
                    .isAccessible()
                    .send();
            unit.awaitState("退单审核");
        }
        try (Seat dispatcher = Seat.of("dispatcher2", Screen.DESK)) {
            dispatcher
                    .open("/command?tab=reviews")
                    .openCase(number)
                    .shot("reviews")
                    .isAccessible()
                    .readsWell();
            dispatcher
                    .act("review-return")
                    .choose("否")
                    .fill("说明", "位置在本县")
                    .send()
                    .awaitState("待接单");
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void anExtensionAndASuspensionAreAskedForAndAnswered() {
        String number = CaseSteps.handling(UniqueText.of("景观灯下垃圾"));
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number).act("request-extension");
            unit.fill("数量", "2").choose("天气原因").fill("说明", "连日暴雨").send();
            unit.see("延期申请待指挥中心审核");
        }
        try (Seat dispatcher = Seat.of("dispatcher", Screen.DESK)) {
            dispatcher.open("/command?tab=reviews").openCase(number);
            dispatcher.see("申请延期 2 工作时");
            dispatcher.act("review-extension").choose("是").fill("说明", "同意").send();
        }
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number);
            unit.see("已延期 1 次");
            unit.act("request-suspension")
                    .fill("挂账至", "2027-03-01T09:00")
                    .choose("季节原因")
                    .fill("说明", "待春季施工")
                    .send();
        }
        try (Seat leader = Seat.of("command-leader", Screen.DESK)) {
            leader.open("/command?tab=reviews").openCase(number);
            leader.act("review-suspension")
                    .choose("是")
                    .fill("说明", "同意挂账")
                    .send()
                    .awaitState("挂账");
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aHotlineCaseWithAnAddressIsRegisteredAndThenLocated() {
        try (Seat dispatcher = Seat.of("dispatcher", Screen.DESK)) {
            Page page = dispatcher.open("/command/register").page();
            page.getByLabel("来件编号").fill("12345-" + UUID.randomUUID());
            Locator category = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("类别"));
            category.click();
            category.fill("路灯");
            page.locator(".el-select-dropdown__item:visible").first().click();
            page.getByLabel("事项描述").fill("路灯不亮，居民反映");
            dispatcher.choose("网格路线").choose("只有地址");
            page.getByLabel("地址", new Page.GetByLabelOptions().setExact(true)).fill("观海路 12 号");
            page.getByLabel("哪个街道或社区来定位").selectOption("350999001001");
            dispatcher.shot("register").isAccessible().readsWell();
            dispatcher.button("登记").last().click();
            String number =
                    ReportSteps.numberIn(page.locator(".register .tag.good").innerText());

            dispatcher.open("/command/unlocated").openCase(number).act("locate");
            page.locator("form[novalidate] .map[data-ready]").waitFor();
            dispatcher.button("使用当前位置").click();
            page.locator("form[novalidate]", new Page.LocatorOptions().setHasText("观澜社区 001"))
                    .waitFor();
            dispatcher.shot("locate").isAccessible();
            dispatcher.send();
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void theBoardShowsTheCountyByState() {
        RunningSystem.withDemo();
        try (Seat leader = Seat.of("command-leader", Screen.DESK)) {
            Page page = leader.open("/command/board").page();
            page.locator(".board section a.case").first().waitFor();
            leader.shot("board").isAccessible().readsWell();
            leader.open("/command/appeals").isAccessible().readsWell();
        }
    }
}
