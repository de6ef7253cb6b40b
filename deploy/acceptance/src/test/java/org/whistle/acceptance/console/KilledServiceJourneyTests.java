package org.whistle.acceptance.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.whistle.acceptance.RunningSystem;
import org.whistle.acceptance.UniqueText;

/** A service is killed while people work; the longer outages are rehearsed in the nightly tier. */
@Isolated("every journey wants all services")
class KilledServiceJourneyTests {

    @Test
    void aServiceThatIsDownTakesOnlyItsPartOfThePage() throws IOException {
        String number = ReportSteps.report("E0110", UniqueText.of("树下垃圾"));
        try (Seat community = Seat.of("community", Screen.DESK)) {
            Page page = community.open("/desk/community").openCase(number).page();
            page.locator(".timeline li").first().waitFor();
            RunningSystem.withDemo().kill("audit");
            page.reload();
            page.locator("article.detail h2", new Page.LocatorOptions().setHasText(number))
                    .waitFor();
            Locator down = page.locator("article.detail .problem").first();
            down.waitFor();
            community.shot("service-down").isAccessible();
            community.act("escalate").choose("超出职权").fill("说明", "审计服务停机时照常办理").send();
            community.awaitState("待街道研判");
            page.locator(".timeline li", new Page.LocatorOptions().setHasText("上报街道"))
                    .waitFor();
        }
    }
}
