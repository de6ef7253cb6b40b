package org.whistle.audit;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service from a start to a stop that a test decides on. */
public final class AuditRun implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private AuditRun(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts on these settings. */
    public static AuditRun start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("server.port", "0");
        return new AuditRun(SpringApplication.run(AuditApplication.class, arguments(all)));
    }

    /** The settings as a command line has them. */
    public static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** A part of it. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
