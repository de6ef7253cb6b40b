package org.whistle.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.whistle.testing.TestSystem;
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
            "resilience4j.bulkhead.instances.open311.max-concurrent-calls=2",
            "resilience4j.bulkhead.configs.account.max-wait-duration=60s",
            "resilience4j.ratelimiter.configs.public.limit-for-period=10",
            "resilience4j.ratelimiter.configs.public.limit-refresh-period=2s",
            "server.tomcat.connection-timeout=2s",
            "whistle.body-time=5s",
            "whistle.header-time=3s",
        })
abstract class GatewayScene {

    static final FakeService INTAKE = new FakeService();
    static final FakeService DISPATCH = new FakeService();
    static final FakeService DEPARTMENT = new FakeService();
    static final FakeService AUDIT = new FakeService();
    static final FakeIdentityProvider IDENTITY = new FakeIdentityProvider();
    static final String TOKEN = IDENTITY.tokenFor("integration", Duration.ofHours(1));
    static final String DATABASE = TestSystem.shared().newDatabase();

    final HttpClient http = HttpClient.newHttpClient();
    final JsonMapper json = JsonMapper.shared();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> DATABASE);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
        registry.add("whistle.identity.issuer-uri", IDENTITY::issuer);
        registry.add("whistle.identity.client-secret", () -> "secret");
        registry.add("whistle.services.intake", INTAKE::uri);
        registry.add("whistle.services.dispatch", DISPATCH::uri);
        registry.add("whistle.services.department", DEPARTMENT::uri);
        registry.add("whistle.services.audit", AUDIT::uri);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)));
    }

    HttpRequest.Builder withBearer(String path) {
        return to(path).header("Authorization", "Bearer " + TOKEN);
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

    /** What is answered to these lines, which no client would send so, and to nothing after them. */
    String raw(String request, String... headers) {
        return rawAt("localhost", request, headers);
    }

    String rawAt(String host, String request, String... headers) {
        String lines = "\r\nHost: " + host + "\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((request + lines).getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
