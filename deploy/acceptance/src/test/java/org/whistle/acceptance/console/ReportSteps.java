package org.whistle.acceptance.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What reporters do on their phone. */
final class ReportSteps {

    private static final Pattern NUMBER = Pattern.compile("\\d{19}");

    private ReportSteps() {}

    /** Reported by the demo grid worker; answers the case number that the phone shows. */
    static String report(String category, String words) {
        try (Seat grid = Seat.of("grid", Screen.PHONE)) {
            return report(grid.open("/report"), category, words);
        }
    }

    static String report(Seat seat, String category, String words) {
        seat.page().locator(".take input[type=file]").last().setInputFiles(Seat.picture(words.hashCode()));
        seat.page().locator(".strip img").first().waitFor();
        chooseCategory(seat, category);
        seat.page().locator("form[novalidate] textarea").fill(words);
        seat.page().locator("form[novalidate] button[type=submit]").click();
        return sentNumber(seat);
    }

    static void chooseCategory(Seat seat, String category) {
        seat.page().locator("form[novalidate] input[type=search]").fill(category);
        seat.page().locator("[data-category='" + category + "']").click();
    }

    /** The number of the report just sent, once the server gave it one. */
    static String sentNumber(Seat seat) {
        Locator sent = seat.page().locator("[data-state=SENT] a");
        sent.first().waitFor();
        return numberIn(sent.first().innerText());
    }

    static String numberIn(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no case number in: " + text);
        }
        return matcher.group();
    }

    /** Opens the task about a case in the list of a grid worker's tasks. */
    static void openTask(Seat seat, String number) {
        seat.open("/report/tasks");
        Locator task = seat.page()
                .locator("a", new Page.LocatorOptions().setHasText(number))
                .first();
        task.waitFor();
        task.click();
    }
}
