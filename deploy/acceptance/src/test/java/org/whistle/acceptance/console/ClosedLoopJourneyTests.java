package org.whistle.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One case from the report on a phone to its proof, every step of it clicked. */
class ClosedLoopJourneyTests {

    @Test
    void aReportTravelsThroughEveryDeskAndIsProvenAtTheEnd() {
        String number = ReportSteps.report("E0110", "3 号楼东侧垃圾桶外堆放三袋垃圾，气味较大");

        try (Seat community = Seat.of("community", Screen.DESK)) {
            community
                    .open("/desk/community")
                    .openCase(number)
                    .shot("community")
                    .isAccessible()
                    .readsWell();
            community.act("escalate").choose("超出职权").fill("说明", "需环卫中心清运").send();
            community.awaitState("待街道研判");
        }
        try (Seat street = Seat.of("street", Screen.DESK)) {
            street.open("/desk/street")
                    .openCase(number)
                    .act("ticket")
                    .shot("street-ticket")
                    .isAccessible();
            street.choose("日常哨").choose("容器外堆放").fill("理由", "社区无力清运").send();
            street.awaitState("已吹哨待派单");
        }
        try (Seat dispatcher = Seat.of("dispatcher", Screen.DESK)) {
            dispatcher.open("/command").openCase(number);
            dispatcher.page().locator(".candidate.lead b").waitFor();
            dispatcher.shot("command").isAccessible().readsWell();
            dispatcher.act("dispatch").awaitState("待接单");
        }
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number).act("accept").send().awaitState("处置中");
            unit.act("complete").fill("处置结果", "已清运，现场消毒").photo(11).shot("inbox-complete");
            unit.isAccessible().send().awaitState("已反馈");
        }
        try (Seat checker = Seat.of("grid2", Screen.PHONE)) {
            ReportSteps.openTask(checker, number);
            checker.choose("是").fill("说明", "现场已干净").send();
        }
        try (Seat street = Seat.of("street", Screen.DESK)) {
            street.open("/desk/street?tab=confirm")
                    .openCase(number)
                    .act("confirm")
                    .shot("street-confirm");
            street.isAccessible().fill("评语", "到场及时").send().awaitState("结案");
        }
        try (Seat supervisor = Seat.of("supervisor", Screen.DESK)) {
            supervisor.open("/cases?text=" + number);
            supervisor.page().locator("[data-row] a.case").first().click();
            supervisor.awaitState("结案").shot("case");
            supervisor.isAccessible().readsWell();
            supervisor.button("下载并验证").click();
            supervisor.page().locator("[data-verified=yes]").waitFor();
            supervisor.page().locator("[data-verified]").scrollIntoViewIfNeeded();
            supervisor.shot("case-proof").isAccessible();
            assertThat(supervisor.text("吹哨报单").first().isVisible()).isTrue();
        }
    }
}
