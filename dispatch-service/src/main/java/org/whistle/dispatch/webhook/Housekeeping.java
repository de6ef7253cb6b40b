package org.whistle.dispatch.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts the webhooks that somebody has to look at, and forgets what was delivered long ago. */
@Component
public class Housekeeping {

    /** As long as producers keep their events at least, so that one published again is known (events.md). */
    static final int REMEMBERED_DAYS = 90;

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final WebhookProperties properties;

    Housekeeping(JdbcClient jdbc, WebhookProperties properties, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.properties = properties;
        meters.gauge("whistle.webhooks.paused", jdbc, one -> count(one, "state = 'PAUSED'"));
        meters.gauge(
                "whistle.webhooks.failing",
                jdbc,
                one -> count(one, "state = 'ACTIVE' and failing_since < clock_timestamp() - interval '10 minutes'"));
    }

    private static double count(JdbcClient jdbc, String which) {
        return jdbc.sql("select count(*) from webhook where " + which)
                .query(Long.class)
                .single();
    }

    /** What was delivered longer ago than the retention, what ended, and which events were seen. */
    @Scheduled(cron = "0 47 3 * * *")
    public void forget() {
        batches("""
                delete from webhook_delivery where position in (
                    select position from webhook_delivery
                    where state = 'DELIVERED' and delivered_at < clock_timestamp() - %d * interval '1 second' limit %d)
                """.formatted(properties.retention().toSeconds(), BATCH));
        batches("""
                delete from webhook_delivery where position in (
                    select position from webhook_delivery
                    where webhook_id in (select id from webhook where state = 'ENDED') limit %d)
                """.formatted(BATCH));
        jdbc.sql("delete from webhook_line where webhook_id in (select id from webhook where state = 'ENDED')")
                .update();
        jdbc.sql("""
                        delete from webhook where state = 'ENDED' and not exists (
                            select 1 from webhook_delivery where webhook_id = id)
                        """).update();
        batches("""
                delete from webhook_seen where event_id in (
                    select event_id from webhook_seen where seen_at < clock_timestamp() - interval '%d days' limit %d)
                """.formatted(REMEMBERED_DAYS + 1, BATCH));
    }

    private void batches(String delete) {
        int deleted;
        do {
            deleted = jdbc.sql(delete).update();
        } while (deleted == BATCH);
    }
}
