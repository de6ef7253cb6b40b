package org.whistle.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documents of the interfaces, drawn in a browser under the console's strict content security policy. */
class ApiDocsJourneyTests {

    @Test
    @Tag("nightly")
    @Tag("console")
    void operationsAndEventsAreDrawn() {
        try (Seat admin = Seat.of("admin", Screen.DESK)) {
            admin.page().navigate("/api-docs");
            admin.page().locator(".opblock-summary-path").first().waitFor();
            assertThat(admin.page().locator(".opblock").count()).isGreaterThan(20);
            admin.shot("api-docs");

            admin.page().navigate("/api-docs/events.html");
            admin.page().locator("summary").first().click();
            admin.page().locator("details[open] pre:has-text('properties')").waitFor();
            admin.shot("api-docs-events").isAccessible();
        }
    }
}
