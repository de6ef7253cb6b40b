package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;

@DeskTest
class SmokeIntegrationTests {
    @LocalServerPort
    int port;

    @Test
    void answers() throws Exception {
        String token = TestSystem.shared().issuer().token("grid", TestGrant.of(Role.GRID_WORKER, "350999001001001"));
        HttpResponse<String> r = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/intake/cases"))
                                .header("Authorization", "Bearer " + token)
                                .header("Idempotency-Key", "k1")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"categoryCode\":\"C0101\",\"description\":\"x\",\"position\":{\"longitude\":1,\"latitude\":2}}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        System.out.println("R " + r.statusCode() + " " + r.body());
        r = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/intake/cases?desk=mine"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        System.out.println("R " + r.statusCode() + " " + r.body());
        assertThat(r.statusCode()).isEqualTo(200);
    }
}
