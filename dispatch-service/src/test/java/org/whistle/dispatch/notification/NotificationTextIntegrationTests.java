package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.whistle.clock.ClockKind;
import org.whistle.dispatch.dispatching.NoticeWatcher.To;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;

/** The texts of messages. */
class NotificationTextIntegrationTests extends NotificationScene {

    @Test
    void everyStepIsSaidInBothLanguages() {
        for (Notices.Kind step : Notices.Kind.values()) {
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                for (String detail : details(step)) {
                    NotificationText.Text text = wording.of(List.of(about(step, detail, "C0101")), locale);
                    assertThat(text.subject()).contains("3509942026112800001").doesNotContain("\n");
                    assertThat(text.body()).contains(locale == Locale.ENGLISH ? "Water manhole cover" : "上水井盖");
                    if (locale == Locale.ENGLISH) {
                        assertThat(text.subject() + text.body().lines().limit(2).toList())
                                .as(step + " " + detail)
                                .doesNotMatch("(?s).*\\p{IsHan}.*");
                    }
                }
            }
        }
    }

    @Test
    void aConfidentialCategoryIsNotNamedAndNothingInTheDataBecomesMarkup() {
        String body = wording.of(List.of(about(Notices.Kind.OFFERED, null, "E0501")), Locale.ENGLISH)
                .body();

        assertThat(body).doesNotContain("E0501", "Category");
        assertThat(NotificationText.plain("<b>*x*</b>\n[a](javascript:1)\u202e@all"))
                .doesNotContain("<", "*", "\n", "[", "\u202e", "@");
    }

    private static List<@Nullable String> details(Notices.Kind step) {
        return switch (step) {
            case DEADLINE_WARNED, DEADLINE_MISSED ->
                Arrays.stream(ClockKind.values())
                        .<@Nullable String>map(Enum::name)
                        .toList();
            case SUPERVISION -> List.of("BLUE", "ORANGE", "RED");
            case EMERGENCY -> Arrays.asList(null, "ON_DUTY", "DEPUTY", "LEADER", "NOT_DISPATCHED");
            case REWORK -> List.of("CHECK_FAILED", "VETOED", "RULED");
            case PART_ENDED -> List.of("RECALLED", "FORCE_CLOSED");
            case REQUESTED -> List.of("RETURN", "EXTENSION", "SUSPENSION");
            case ANSWERED ->
                List.of(
                        "RETURN_APPROVED",
                        "RETURN_REFUSED",
                        "EXTENSION_GRANTED",
                        "EXTENSION_REFUSED",
                        "SUSPENDED",
                        "SUSPENSION_REFUSED");
            case APPEAL_DECIDED -> List.of("APPEAL_UPHELD", "APPEAL_REJECTED");
            case URGED,
                    CONFIRMATION_MISSED,
                    SUPERSEDED,
                    TICKETED,
                    OFFERED,
                    TICKET_REJECTED,
                    CONFIRMING,
                    RULING,
                    REOPENED,
                    APPEAL_OPEN -> Arrays.asList((String) null);
        };
    }

    private static Notification about(Notices.Kind step, @Nullable String detail, String category) {
        return new Notification(
                1,
                UUID.randomUUID(),
                step,
                detail,
                UUID.randomUUID(),
                "3509942026112800001",
                category,
                COUNTY + "001001001",
                new To(Role.DISPATCHER, null, null),
                false,
                Instant.parse("2026-11-28T04:00:00Z"));
    }
}
