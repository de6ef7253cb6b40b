package org.whistle.intake.open311;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.intake.open311.Answer.FieldsBuilder;
import org.whistle.intake.open311.Answer.Items;

/** Where the endpoint is and what it speaks. */
@Component
public class Discovery {

    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final OffsetDateTime BEFORE_ANY_PACK = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Open311Properties properties;
    private final JdbcClient jdbc;

    Discovery(Open311Properties properties, JdbcClient jdbc) {
        this.properties = properties;
        this.jdbc = jdbc;
    }

    /** The discovery file; its changeset is when the services changed last, in UTC. */
    public Answer file() {
        String changed = SORTABLE.format(jdbc.sql("select max(activated_at) from reference_version")
                .query(OffsetDateTime.class)
                .optional()
                .orElse(BEFORE_ANY_PACK)
                .withOffsetSameInstant(ZoneOffset.UTC));
        return new Answer(
                "discovery",
                new FieldsBuilder()
                        .with("changeset", changed)
                        .with("contact", properties.contact())
                        .with("key_service", properties.keyService())
                        .with(
                                "endpoints",
                                new Items(
                                        "endpoint",
                                        List.of(new FieldsBuilder()
                                                .with("specification", SPECIFICATION)
                                                .with("url", properties.url().toString())
                                                .with("changeset", changed)
                                                .with("type", properties.type())
                                                .with(
                                                        "formats",
                                                        new Items("format", List.of("text/xml", "application/json")))
                                                .build())))
                        .build());
    }
}
