package org.whistle.gateway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running gateway with everything it talks to; the tests share it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "resilience4j.timelimiter.instances.dispatch.timeout-duration=400ms",
            "resilience4j.timelimiter.instances.audit.timeout-duration=400ms",
            "resilience4j.circuitbreaker.instances.department.minimum-number-of-calls=4",
            "resilience4j.circuitbreaker.instances.department.sliding-window-size=4",
            "resilience4j.circuitbreaker.instances.department.wait-duration-in-open-state=200ms",
            "resilience4j.circuitbreaker.instances.department.permitted-number-of-calls-in-half-open-state=1",
        })
abstract class GatewayScene {

    static final FakeService INTAKE = new FakeService();
    static final FakeService DISPATCH = new FakeService();
    static final FakeService DEPARTMENT = new FakeService();
    static final FakeService AUDIT = new FakeService();
    static final FakeIdentityProvider IDENTITY = new FakeIdentityProvider();
    private static final EmbeddedPostgres POSTGRES = postgres();

    final HttpClient http = HttpClient.newHttpClient();
    final JsonMapper json = JsonMapper.shared();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("whistle.identity.issuer-uri", IDENTITY::issuer);
        registry.add("whistle.identity.client-secret", () -> "secret");
        registry.add("whistle.services.intake", INTAKE::uri);
        registry.add("whistle.services.dispatch", DISPATCH::uri);
        registry.add("whistle.services.department", DEPARTMENT::uri);
        registry.add("whistle.services.audit", AUDIT::uri);
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)));
    }

    HttpRequest.Builder withBearer(String path) {
        return to(path).header("Authorization", "Bearer abc");
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
