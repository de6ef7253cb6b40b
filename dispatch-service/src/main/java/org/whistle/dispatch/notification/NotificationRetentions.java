package org.whistle.dispatch.notification;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.kit.upkeep.Retention;

/** Notifications, their messages and the notices of the console, sent or seen or not. */
@Configuration(proxyBeanMethods = false)
class NotificationRetentions {

    @Bean
    Retention keepNotifications(NotificationProperties properties) {
        return Retention.of("notification", "told_at", properties.keep());
    }

    @Bean
    Retention keepMessages(NotificationProperties properties) {
        return Retention.of("notification_message", "made_at", properties.keep());
    }

    @Bean
    Retention keepNoticesSeen(@Value("${whistle.keep.notices:180d}") Duration kept) {
        return new Retention(
                "notice_seen",
                "notice_id in (select notice_id from notice where told_at < " + Retention.before(kept) + ")",
                kept);
    }

    @Bean
    Retention keepNotices(@Value("${whistle.keep.notices:180d}") Duration kept) {
        return new Retention(
                "notice",
                "told_at < " + Retention.before(kept)
                        + " and not exists (select 1 from notice_seen where notice_seen.notice_id = notice.notice_id)",
                kept);
    }
}
