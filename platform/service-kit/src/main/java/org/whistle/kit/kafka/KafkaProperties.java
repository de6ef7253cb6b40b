package org.whistle.kit.kafka;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How to reach Kafka; named as Spring's own, so that operators know it.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param properties anything else the clients understand, such as TLS and SASL
 */
@ConfigurationProperties("spring.kafka")
record KafkaProperties(String bootstrapServers, @Nullable Map<String, String> properties) {

    Map<String, Object> with(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        if (properties != null) {
            all.putAll(properties);
        }
        return all;
    }
}
