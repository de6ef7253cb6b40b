package org.whistle.acceptance.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.whistle.acceptance.UniqueText;

/** What grid workers, citizens and handlers do with their phone, also where there is no network. */
class PhoneJourneyTests {

    private static final int ABOVE_40_MB = 3_700;

    @Test
    void aReportTakesThreeTaps() {
        try (Seat grid = Seat.of("grid", Screen.PHONE)) {
            Page page = grid.open("/report").awaitContent().page();
            grid.shot("phone-report").isAccessible().readsWell();
            page.locator(".take input[type=file]").first().setInputFiles(Seat.picture(3));
            page.locator(".strip img").first().waitFor();
            page.locator("[data-category]:not(:has(.urgent))").first().tap();
            page.locator("form[novalidate] button[type=submit]").tap();
            String number = ReportSteps.sentNumber(grid);
            grid.shot("phone-sent").isAccessible();
            page.locator("[data-state=SENT] a").first().tap();
            page.locator(".numbers", new Page.LocatorOptions().setHasText(number))
                    .first()
                    .waitFor();
            grid.shot("phone-case").isAccessible().readsWell();
        }
    }

    @Test
    void aReportWithoutANetworkWaitsAndIsSentOnce() {
        String words = UniqueText.of("无信号处的垃圾");
        try (Seat grid = Seat.of("grid", Screen.PHONE)) {
            Page page = grid.open("/report").awaitContent().page();
            page.evaluate("async () => { await navigator.serviceWorker.ready; }");
            page.reload();
            grid.awaitContent().context().setOffline(true);
            page.reload();
            page.locator("form[novalidate] textarea").waitFor();
            page.locator(".take input[type=file]").last().setInputFiles(Seat.picture(words.hashCode()));
            page.locator(".strip img").first().waitFor();
            ReportSteps.chooseCategory(grid, "E0110");
            page.locator("form[novalidate] textarea").fill(words);
            page.locator("form[novalidate] button[type=submit]").click();
            page.locator("[data-state=WAITING]").waitFor();
            grid.shot("phone-offline").readsWell();
            page.reload();
            page.locator("form[novalidate] textarea").waitFor();

            grid.context().setOffline(false);
            grid.open("/report/queue");
            page.locator("[data-state=SENT]", new Page.LocatorOptions().setHasText(words))
                    .waitFor();
            String number =
                    ReportSteps.numberIn(page.locator("[data-state=SENT]", new Page.LocatorOptions().setHasText(words))
                            .locator("a")
                            .first()
                            .innerText());
            try (Seat community = Seat.of("community", Screen.DESK)) {
                community.open("/desk/community?text=" + words.substring(words.length() - 36));
                Locator rows = community.page().locator("[data-row] a.case");
                assertThat(rows).hasCount(1);
                assertThat(rows.first()).containsText(number);
            }
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aPhotoOfFortyMegabytesIsShrunkAndAFileThatIsNoneIsRefused() throws IOException {
        try (Seat grid = Seat.of("grid", Screen.PHONE)) {
            Page page = grid.open("/report").awaitContent().page();
            Locator input = page.locator(".take input[type=file]").last();
            input.setInputFiles(new FilePayload(
                    "note.jpg", "image/jpeg", "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            grid.see("note.jpg");
            assertThat(page.locator(".strip img")).hasCount(0);
            java.nio.file.Path large = noise();
            org.assertj.core.api.Assertions.assertThat(java.nio.file.Files.size(large))
                    .isGreaterThan(40_000_000);
            input.setInputFiles(large);
            page.locator(".strip img").first().waitFor();
            ReportSteps.chooseCategory(grid, "E0110");
            page.locator("form[novalidate] button[type=submit]").click();
            ReportSteps.sentNumber(grid);
        }
    }

    /** A picture that no format makes smaller. */
    private static java.nio.file.Path noise() throws IOException {
        BufferedImage image = new BufferedImage(ABOVE_40_MB, ABOVE_40_MB, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        int[] row = new int[ABOVE_40_MB];
        for (int line = 0; line < ABOVE_40_MB; line++) {
            for (int column = 0; column < ABOVE_40_MB; column++) {
                row[column] = random.nextInt();
            }
            image.setRGB(0, line, ABOVE_40_MB, 1, row, 0, ABOVE_40_MB);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        java.nio.file.Path file = java.nio.file.Files.createTempFile("large", ".png");
        java.nio.file.Files.write(file, bytes.toByteArray());
        file.toFile().deleteOnExit();
        return file;
    }

    @Test
    void aHandlerWorksOnWhatWasGivenToThem() {
        String number = CaseSteps.handling(UniqueText.of("公交站台垃圾"));
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            unit.open("/inbox")
                    .openCase(number)
                    .act("assign-handler")
                    .fill("处置人员账号", "handler")
                    .send();
            unit.see("处置人员：handler");
        }
        try (Seat handler = Seat.of("handler", Screen.PHONE)) {
            Page page = handler.open("/report/parts").awaitContent().page();
            page.locator("a", new Page.LocatorOptions().setHasText(number))
                    .first()
                    .click();
            handler.shot("phone-part").isAccessible().readsWell();
            handler.act("note").fill("说明", "已到场，正在清理").photo(5).send();
        }
        try (Seat unit = Seat.of("dept-sanitation", Screen.DESK)) {
            Page page = unit.open("/inbox").openCase(number).page();
            page.locator(".timeline li", new Page.LocatorOptions().setHasText("已到场，正在清理"))
                    .waitFor();
        }
    }

    @Test
    @Tag("nightly")
    @Tag("console")
    void aCitizenReportsAndFollows() {
        try (Seat citizen = Seat.of("citizen", Screen.PHONE)) {
            String number = ReportSteps.report(citizen.open("/report"), "E0110", UniqueText.of("小区门口垃圾"));
            citizen.open("/report/mine").awaitContent();
            citizen.page()
                    .locator("a", new Page.LocatorOptions().setHasText(number))
                    .first()
                    .waitFor();
            citizen.shot("phone-mine").isAccessible().readsWell();
        }
        try (Seat grid = Seat.of("grid2", Screen.PHONE)) {
            grid.open("/report/tasks")
                    .awaitContent()
                    .shot("phone-tasks")
                    .isAccessible()
                    .readsWell();
        }
    }
}
