package org.whistle.standalone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.whistle.setup.CannotStart;

/** The five services, each with a module, a database and a usual port. */
public enum Service {
    GATEWAY("gateway", "gateway", 8080),
    INTAKE("intake-service", "intake", 8081),
    DISPATCH("dispatch-service", "dispatch", 8082),
    DEPARTMENT("department-service", "department", 8083),
    AUDIT("audit-service", "audit", 8084);

    private final String module;
    private final String database;
    private final int usualPort;

    Service(String module, String database, int usualPort) {
        this.module = module;
        this.database = database;
        this.usualPort = usualPort;
    }

    /** All but the gateway: the services that own cases. */
    public static List<Service> desks() {
        return Arrays.stream(values()).filter(service -> service != GATEWAY).toList();
    }

    public String module() {
        return module;
    }

    public String database() {
        return database;
    }

    public int usualPort() {
        return usualPort;
    }

    /** The built jar under the project's folder. */
    public Path jar(Path home) {
        return jar(home, module, module);
    }

    /** The built jar of any module. */
    static Path jar(Path home, String folder, String module) {
        Path target = home.resolve(folder).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches(module + "-[0-9].*(?<!sources|javadoc|tests|classes)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> notBuilt(module, target));
        } catch (IOException e) {
            throw notBuilt(module, target);
        }
    }

    private static CannotStart notBuilt(String module, Path target) {
        return new CannotStart("%s: no jar in %s; build with ./mvnw -DskipTests package".formatted(module, target));
    }
}
