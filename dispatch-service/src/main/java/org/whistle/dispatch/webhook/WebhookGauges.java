package org.whistle.dispatch.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the webhooks that need attention. */
@Component
class WebhookGauges {

    WebhookGauges(JdbcClient jdbc, MeterRegistry meters) {
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
}
