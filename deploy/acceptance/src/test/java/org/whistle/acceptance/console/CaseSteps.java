package org.whistle.acceptance.console;

/** Brings a case to a desk by the steps of the desks before it, with clicks. */
final class CaseSteps {

    private CaseSteps() {}

    static String ticketed(String words) {
        String number = ReportSteps.report("E0110", words);
        try (Seat community = Seat.of("community", Screen.DESK)) {
            community.open("/desk/community").openCase(number).act("escalate");
            community.choose("超出职权").fill("说明", "需部门处置").send().awaitState("待街道研判");
        }
        try (Seat street = Seat.of("street", Screen.DESK)) {
            street.open("/desk/street").openCase(number).act("ticket");
            street.fill("理由", "社区无力处置").send().awaitState("已吹哨待派单");
        }
        return number;
    }

    static String dispatched(String words) {
        String number = ticketed(words);
        try (Seat dispatcher = Seat.of("dispatcher", Screen.DESK)) {
            dispatcher.open("/command").openCase(number);
            dispatcher.page().locator(".candidate.lead b").waitFor();
            dispatcher.act("dispatch").awaitState("待接单");
        }
        return number;
    }

    static String handling(String words) {
        String number = dispatched(words);
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number).act("accept").send().awaitState("处置中");
        }
        return number;
    }

    static String atConfirmation(String words) {
        String number = handling(words);
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox").openCase(number).act("complete");
            unit.fill("处置结果", "已清运").photo(words.hashCode()).send().awaitState("已反馈");
        }
        try (Seat checker = Seat.of("grid2", Screen.PHONE)) {
            ReportSteps.openTask(checker, number);
            checker.choose("是").fill("说明", "现场已干净").send();
        }
        return number;
    }
}
