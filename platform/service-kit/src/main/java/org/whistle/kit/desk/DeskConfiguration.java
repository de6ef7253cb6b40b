package org.whistle.kit.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.Producer;
import org.whistle.kit.eventlog.EventLog;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the stores of a desk are made with. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    /** The documents' own mapper: tolerant of fields that came or went, unlike the one for requests. */
    private static final JsonMapper DOCUMENTS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    @Bean
    CaseStore.Tools storeTools(Producer producer, JdbcClient jdbc, EventLog events, CountyTimes counties) {
        return new CaseStore.Tools(producer, jdbc, events, DOCUMENTS, counties);
    }
}
