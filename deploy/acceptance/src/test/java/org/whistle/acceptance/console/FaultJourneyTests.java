package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.whistle.acceptance.UniqueText;

/** What goes wrong on the way, and that nothing is lost by it. */
class FaultJourneyTests {

    @Test
    void aSessionThatEndedWhileTypingLosesNothing() {
        String number = ReportSteps.report("E0110", UniqueText.of("墙角有垃圾"));
        try (Seat community = Seat.of("community", Screen.DESK)) {
            Page page = community.open("/desk/community").openCase(number).page();
            community.act("escalate").choose("超出职权").fill("说明", "正在打字的说明");
            community.context().clearCookies();
            page.locator("form[novalidate] button[type=submit]").click();
            community.see("登录已过期");
            community.shot("session-ended").isAccessible();
            assertThat(page.getByLabel("说明").first()).hasValue("正在打字的说明");

            Page signIn = page.waitForPopup(() -> community.link("在新窗口登录").click());
            signIn.locator("input[autocomplete=username]").fill("community");
            signIn.locator("input[type=password]").fill("demo");
            signIn.locator("button.primary").click();
            signIn.getByText("已经登录").waitFor();
            signIn.close();
            community.button("我已登录").click();
            assertThat(community.text("登录已过期")).hasCount(0);
            community.send().awaitState("待街道研判");
        }
    }

    @Test
    void wrongAddressesAndOtherPeoplesCasesAreNotThere() {
        String number = ReportSteps.report("E0110", UniqueText.of("花坛边垃圾"));
        String path;
        try (Seat community = Seat.of("community", Screen.DESK)) {
            path = community
                    .open("/desk/community")
                    .openCase(number)
                    .page()
                    .url()
                    .replaceAll(".*/([0-9a-f-]{36}).*", "/cases/$1");
            community.open(path).awaitState("已上报");
        }
        try (Seat other = Seat.of("community-other", Screen.DESK)) {
            other.open(path).see("没有这个页面，或不在您的范围内");
            assertThat(other.text(number)).hasCount(0);
            other.isAccessible().readsWell();
            other.open("/cases/none-of-ours").see("没有这个页面，或不在您的范围内");
            other.open("/no/such/page").see("没有这个页面，或不在您的范围内");
            other.open("/command").see("没有这个页面，或不在您的范围内");
            other.shot("not-here");
            other.link("回到工作台").click();
            other.see("社区工作台");
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void markupIsText() {
        String words =
                "<script>window.broken = true</script><img src=x onerror='window.broken = true'> " + UUID.randomUUID();
        String number = ReportSteps.report("E0110", words);
        try (Seat community = Seat.of("community", Screen.DESK)) {
            Page page = community.open("/desk/community").openCase(number).page();
            page.locator(".facts", new Page.LocatorOptions().setHasText("<script>window.broken"))
                    .waitFor();
            org.assertj.core.api.Assertions.assertThat(page.evaluate("() => window.broken ?? 'whole'"))
                    .isEqualTo("whole");
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aDeepLinkSurvivesTheLogin() {
        try (Seat community = Seat.of("community", Screen.DESK)) {
            String link = community.open("/desk/community?tab=handling").page().url();
            community.context().clearCookies();
            community.page().navigate(link);
            community.signInHere("community");
            community.page().waitForURL("**/desk/community?tab=handling**");
            assertThat(community.link("自办中")).hasAttribute("aria-current", "true");
        }
    }
}
