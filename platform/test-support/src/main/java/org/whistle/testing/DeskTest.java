package org.whistle.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.whistle.testing.openapi.OpenApiDocument;

/**
 * Starts the service under test for real, on a port of its own, with PostgreSQL, Kafka and a token issuer; once for all
 * classes of one configuration.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DeskTest.Settings.class)
@ExtendWith(ClockReset.class)
public @interface DeskTest {

    /** Gives the service its settings before it starts. */
    final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        /** How long a test waits for what has to come, on a busy machine too. */
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Awaitility.setDefaultTimeout(PATIENCE);
            String service = context.getEnvironment().getRequiredProperty("spring.application.name");
            java.util.Map<String, Object> settings =
                    new java.util.HashMap<>(TestSystem.shared().settingsFor(service));
            settings.putAll(OpenApiDocument.SETTINGS);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-system", settings));
        }
    }
}
