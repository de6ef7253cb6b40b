package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.clock.Explanation.Line;
import org.whistle.clock.Explanation.Reason;

/** Every deadline of the table adds up line by line, and the lines can be read aloud. */
class ExplanationTests {

    static Stream<DeadlineCase> dueCases() {
        return DeadlineCase.all().filter(one -> one.deadline() != null);
    }

    static Stream<DeadlineCase> cases() {
        return DeadlineCase.all();
    }

    @ParameterizedTest
    @MethodSource("dueCases")
    void linesAddUpToTheLimitAndItsExtensions(DeadlineCase one) {
        Clock clock = one.clock();
        Instant deadline = one.deadline();
        assertThat(deadline).isNotNull();
        Explanation explanation = Explanation.of(clock, one.calendar(), deadline);
        Instant stopped = clock.stoppedAt();
        if (stopped == null || !stopped.isBefore(deadline)) {
            assertThat(explanation.counted()).isEqualTo(explanation.allowed());
            assertThat(explanation.lines()).extracting(Line::reason).contains(Reason.DEADLINE);
        } else {
            assertThat(explanation.counted()).isLessThan(explanation.allowed());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linesFollowOneAnotherWithoutAGap(DeadlineCase one) {
        Clock clock = one.clock();
        Instant until = clock.startedAt().plusSeconds(12 * 24 * 3600);
        Instant reached = clock.startedAt();
        List<Line> lines = Explanation.of(clock, one.calendar(), until).lines();
        for (Line line :
                lines.stream().filter(line -> line.from().isBefore(line.to())).toList()) {
            assertThat(line.from()).isEqualTo(reached);
            reached = line.to();
        }
        Instant stopped = clock.stoppedAt();
        assertThat(reached).isEqualTo(stopped == null ? until : stopped);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countedTimeIsWhatTheEngineCounted(DeadlineCase one) {
        Clock clock = one.clock();
        Instant until = clock.startedAt().plusSeconds(5 * 3600);
        boolean days = Measure.of(clock.limit().unit()) == Measure.DAYS;
        if (!days && clock.used().isZero() && clock.open()) {
            assertThat(Explanation.of(clock, one.calendar(), until).counted())
                    .isEqualTo(Deadlines.counted(clock.limit(), clock.entries(), until, one.calendar()));
        }
    }

    @Test
    void weekend() {
        assertThat(zh("haiwan | 4 WORK_HOUR | 2026-11-20 16:40 | | 2026-11-23 10:40"))
                .containsExactly(
                        "11月20日 周五 16:40 处置开始计时，时限4个工作时",
                        "11月20日 周五 16:40–18:00 工作时间 1小时20分",
                        "11月20日 周五 18:00–11月23日 周一 08:00 周末",
                        "11月23日 周一 08:00–10:40 工作时间 2小时40分",
                        "11月23日 周一 10:40 到期，共计4小时");
        assertThat(en("haiwan | 4 WORK_HOUR | 2026-11-20 16:40 | | 2026-11-23 10:40"))
                .containsExactly(
                        "Fri 20 Nov 16:40 handling starts, limit 4 working hours",
                        "Fri 20 Nov 16:40–18:00 working time 1 h 20 min",
                        "Fri 20 Nov 18:00–Mon 23 Nov 08:00 weekend",
                        "Mon 23 Nov 08:00–10:40 working time 2 h 40 min",
                        "Mon 23 Nov 10:40 due, counted 4 h");
    }

    @Test
    void lunchAndNight() {
        assertThat(zh("haiwan | 1 WORK_DAY | 2026-11-23 09:00:30 | | 2026-11-24 09:00:30"))
                .containsSubsequence(
                        "11月23日 周一 09:00:30–12:00 工作时间 2小时59分30秒",
                        "11月23日 周一 12:00–14:00 午休",
                        "11月23日 周一 14:00–18:00 工作时间 4小时",
                        "11月23日 周一 18:00–11月24日 周二 08:00 非工作时间",
                        "11月24日 周二 08:00–09:00:30 工作时间 1小时30秒");
        assertThat(en("haiwan | 1 WORK_DAY | 2026-11-23 09:00 | | 2026-11-24 09:00"))
                .contains(
                        "Mon 23 Nov 12:00–14:00 lunch break",
                        "Mon 23 Nov 18:00–Tue 24 Nov 08:00 outside working hours");
    }

    @Test
    void holidayByItsOwnName() {
        assertThat(zh("haiwan | 2 WORK_HOUR | 2026-09-30 17:00 | | 2026-10-08 09:00"))
                .contains("9月30日 周三 18:00–10月8日 周四 08:00 国庆节");
        assertThat(en("haiwan | 2 WORK_HOUR | 2026-09-30 17:00 | | 2026-10-08 09:00"))
                .contains("Wed 30 Sep 18:00–Thu 8 Oct 08:00 National Day");
        assertThat(zh("haiwan | 1 WORK_DAY | 2025-09-30 17:00 | | 2025-10-09 17:00"))
                .contains("9月30日 周二 18:00–10月9日 周四 08:00 国庆节、中秋");
    }

    @Test
    void makeUpDay() {
        assertThat(zh("haiwan | 12 WORK_HOUR | 2026-02-14 14:00 | | 2026-02-24 18:00"))
                .containsSubsequence(
                        "2月14日 周六 14:00–18:00 调休上班（春节） 4小时",
                        "2月14日 周六 18:00–2月24日 周二 08:00 春节",
                        "2月24日 周二 08:00–12:00 工作时间 4小时");
        assertThat(en("haiwan | 12 WORK_HOUR | 2026-02-14 14:00 | | 2026-02-24 18:00"))
                .contains("Sat 14 Feb 14:00–18:00 make-up day (Spring Festival) 4 h");
    }

    @Test
    void pauseSaysWhatPausedIt() {
        DeadlineCase one = DeadlineCase.of(
                "haiwan | 4 WORK_HOUR | 2026-11-23 08:00 | P 09:00; R 17:00; P 10:00; R 10:20 | 2026-11-24 10:00");
        UUID suspended = one.clock().entries().get(1).eventId();
        Explanation explanation = Explanation.of(
                one.clock(),
                one.calendar(),
                Story.instant("2026-11-24 10:00"),
                event -> event.equals(suspended) ? "case.suspended.v1" : "case.outage-paused.v1");
        assertThat(explanation.lines())
                .extracting(Line::zh)
                .containsSubsequence(
                        "11月23日 周一 08:00–09:00 工作时间 1小时",
                        "11月23日 周一 09:00–17:00 暂停：挂账、系统故障",
                        "11月23日 周一 17:00–18:00 工作时间 1小时");
        assertThat(explanation.lines())
                .extracting(Line::en)
                .contains("Mon 23 Nov 09:00–17:00 paused: suspended, outage of the system");
    }

    @Test
    void pauseOfUnknownCauseIsAPause() {
        assertThat(zh("haiwan | 4 WORK_HOUR | 2026-11-23 09:00 | P 10:00; R 11:00 | 16:00"))
                .contains("11月23日 周一 10:00–11:00 暂停");
        assertThat(en("haiwan | 4 WORK_HOUR | 2026-11-23 09:00 | P 10:00; R 11:00 | 16:00"))
                .contains("Mon 23 Nov 10:00–11:00 paused");
    }

    @Test
    void eachPauseIsNamed() {
        Stream.of("return-requested", "suspended", "outage-paused", "verification-requested")
                .map(type -> ClockPhrases.pause("case." + type + ".v1"))
                .forEach(phrase -> assertThat(phrase.zh()).isNotEmpty());
        assertThat(ClockPhrases.pause("case.of-another-time.v1").zh()).isEmpty();
    }

    @Test
    void extensionNamesItsAmount() {
        assertThat(zh("haiwan | 4 WORK_HOUR | 2026-11-23 09:00 | E 10:00 2 WORK_HOUR | 17:00"))
                .containsExactly(
                        "11月23日 周一 09:00 处置开始计时，时限4个工作时",
                        "11月23日 周一 09:00–12:00 工作时间 3小时",
                        "11月23日 周一 10:00 延期2个工作时",
                        "11月23日 周一 12:00–14:00 午休",
                        "11月23日 周一 14:00–17:00 工作时间 3小时",
                        "11月23日 周一 17:00 到期，共计6小时");
        assertThat(en("haiwan | 1 WORK_DAY | 2026-11-23 08:00 | E 10:00 1 WORK_DAY | 2026-11-24 18:00"))
                .contains("Mon 23 Nov 10:00 extended by 1 working day", "Tue 24 Nov 18:00 due, counted 16 h");
    }

    @Test
    void calendarDaysBeginAfterTheStartingDay() {
        assertThat(zh("haiwan | 3 CALENDAR_DAY | 2026-11-20 17:00 | | 2026-11-24 00:00"))
                .containsExactly(
                        "11月20日 周五 17:00 处置开始计时，时限3个自然日",
                        "11月20日 周五 17:00–24:00 起始日，不计",
                        "11月21日 周六 00:00–11月23日 周一 24:00 自然日 3天",
                        "11月23日 周一 24:00 到期，共计3天");
        assertThat(en("haiwan | 3 CALENDAR_DAY | 2026-11-20 17:00 | | 2026-11-24 00:00"))
                .contains(
                        "Sat 21 Nov 00:00–Mon 23 Nov 24:00 calendar days 3 days",
                        "Mon 23 Nov 24:00 due, counted 3 days");
    }

    @Test
    void pausedCalendarDaysArePushedOnToTheEndOfADay() {
        assertThat(zh("haiwan | 1 CALENDAR_DAY | 2026-11-23 09:00 | P 10:00; R 11:00 | 2026-11-26 00:00"))
                .containsSubsequence(
                        "11月23日 周一 09:00–10:00 起始日，不计",
                        "11月23日 周一 10:00–11:00 暂停",
                        "11月23日 周一 11:00–24:00 起始日，不计",
                        "11月24日 周二 00:00–24:00 自然日 1天",
                        "11月25日 周三 00:00–24:00 顺延至当日24:00",
                        "11月25日 周三 24:00 到期，共计1天");
    }

    @Test
    void urgentTimeRunsWithoutABreak() {
        assertThat(zh("haiwan | 2 URGENT_HOUR | 2026-11-23 22:30 | | 2026-11-24 00:30"))
                .containsExactly(
                        "11月23日 周一 22:30 处置开始计时，时限2个紧急工作时",
                        "11月23日 周一 22:30–11月24日 周二 00:30 连续计时 2小时",
                        "11月24日 周二 00:30 到期，共计2小时");
        assertThat(en("haiwan | 3 URGENT_DAY | 2026-12-30 09:00 | | 2027-01-02 09:00"))
                .containsExactly(
                        "Wed 30 Dec 09:00 handling starts, limit 3 urgent days",
                        "Wed 30 Dec 09:00–Sat 2 Jan 2027 09:00 elapsed time 3 days",
                        "Sat 2 Jan 2027 09:00 due, counted 3 days");
    }

    @Test
    void timeUsedBeforeARecallCountsFirst() {
        assertThat(zh("haiwan | 4 WORK_HOUR | 2026-11-24 09:00 | U 3h | 10:00"))
                .containsExactly(
                        "11月24日 周二 09:00 处置开始计时，时限4个工作时",
                        "11月24日 周二 09:00 撤回前已用 3小时",
                        "11月24日 周二 09:00–10:00 工作时间 1小时",
                        "11月24日 周二 10:00 到期，共计4小时");
    }

    @Test
    void stopEndsTheStory() {
        assertThat(zh("haiwan | 4 WORK_HOUR | 2026-11-23 09:00 | S 11:00 | 15:00"))
                .containsExactly(
                        "11月23日 周一 09:00 处置开始计时，时限4个工作时", "11月23日 周一 09:00–11:00 工作时间 2小时", "11月23日 周一 11:00 停止计时，按时");
    }

    @Test
    void lateStopTellsByHowMuch() {
        DeadlineCase one = DeadlineCase.of("haiwan | 4 WORK_HOUR | 2026-11-20 14:00 | S 2026-11-23 09:30 | 18:00");
        Explanation explanation = Explanation.of(one.clock(), one.calendar(), Story.instant("2026-12-01 08:00"));
        assertThat(explanation.lines())
                .extracting(Line::zh)
                .endsWith(
                        "11月20日 周五 18:00 到期，共计4小时",
                        "11月20日 周五 18:00–11月23日 周一 09:30 超时 1小时30分",
                        "11月23日 周一 09:30 停止计时，已超时");
        assertThat(explanation.lines()).extracting(Line::en).endsWith("Mon 23 Nov 09:30 stopped, late");
    }

    private static List<String> zh(String line) {
        return explained(line).lines().stream().map(Line::zh).toList();
    }

    private static List<String> en(String line) {
        return explained(line).lines().stream().map(Line::en).toList();
    }

    private static Explanation explained(String line) {
        DeadlineCase one = DeadlineCase.of(line);
        Instant deadline = one.deadline();
        assertThat(one.clock().deadline()).isEqualTo(deadline).isNotNull();
        return Explanation.of(one.clock(), one.calendar(), deadline);
    }
}
