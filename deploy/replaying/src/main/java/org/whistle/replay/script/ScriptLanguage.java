package org.whistle.replay.script;

import org.whistle.replay.county.Condition;

/** What people write into the fields of a step. */
enum ScriptLanguage {
    CHINESE,
    ENGLISH;

    private String of(String chinese, String english) {
        return this == CHINESE ? chinese : english;
    }

    String verified(boolean found) {
        return found ? of("现场核实，情况属实。", "Seen on site, as reported.") : of("现场未发现所报问题。", "Nothing found on site.");
    }

    String result(Condition condition) {
        return of("已到场处置:" + condition.criterionZh() + "。", "Done as the closing criterion asks.");
    }

    String voided(String reason) {
        return reason.equals("OUT_OF_SCOPE")
                ? of("不属于本系统受理范围，已告知反映人。", "Not one of our categories; the reporter was told.")
                : of("经核对无此情况。", "No such thing there.");
    }

    String merged() {
        return of("同一地点同一问题，并入主案件。", "The same thing at the same place.");
    }

    String escalated() {
        return of("社区无处置权限，上报街道。", "Beyond what the community can do.");
    }

    String whistled(Condition condition) {
        return of("街道无力自行处置“" + condition.nameZh() + "”，请部门报到。", "The street cannot handle it itself.");
    }

    String dispatched() {
        return of("请按时限处置并反馈。", "Please handle it in time and report back.");
    }

    String returned() {
        return of("经现场核对，权属不在本单位。", "Not ours, checked on site.");
    }

    String reviewed(boolean approve) {
        return approve ? of("退单理由成立，重新派单。", "Right; it goes to another unit.") : of("职责清晰，不予退单。", "It is yours.");
    }

    String checked(boolean passed) {
        return passed ? of("现场核查，已处置到位。", "Seen on site: done.") : of("现场核查，仍有残留，未达结案标准。", "Not all of it is done.");
    }

    String confirmed() {
        return of("同意结案。", "Confirmed.");
    }

    String vetoed() {
        return of("仅部分解决，请继续处置。", "Only partly resolved.");
    }

    String rated(int satisfaction) {
        return satisfaction > 3 ? of("处理得很快，谢谢。", "Quick, thank you.") : of("基本解决。", "More or less resolved.");
    }

    String reopened() {
        return of("问题复发，申请重开。", "It is back.");
    }
}
