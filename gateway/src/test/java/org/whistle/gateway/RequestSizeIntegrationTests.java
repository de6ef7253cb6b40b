package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a caller may send, with and without a {@code Content-Length}. */
class RequestSizeIntegrationTests extends GatewayScene {

    private static final int MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"/api/intake/cases,2", "/api/intake/photos,26", "/api/intake/documents,40", "/api/dispatch/cases,40"})
    void tooMuchIsRefusedWithDeclaredLength(String path, int megabytes) {
        var response = send(withBearer(path).POST(BodyPublishers.ofByteArray(new byte[megabytes * MEGABYTE])));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(body(response).get("code").asString()).isEqualTo("REQUEST_TOO_LARGE");
    }

    @ParameterizedTest
    @CsvSource({"/api/intake/cases,2", "/api/intake/photos,26", "/api/intake/documents,40"})
    void tooMuchIsRefusedWithoutDeclaredLength(String path, int megabytes) {
        var response = send(withBearer(path).POST(chunked(megabytes * MEGABYTE)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(body(response).get("code").asString()).isEqualTo("REQUEST_TOO_LARGE");
    }

    /** A container that reads forms itself takes two megabytes of them. */
    @Test
    void aFormIsCountedAsAnyBody() {
        var tooMuch = send(to("/open311/v2/requests.json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream("a".repeat(3 * MEGABYTE / 2).getBytes(StandardCharsets.UTF_8)))));

        assertThat(tooMuch.statusCode()).isEqualTo(413);
        assertThat(body(tooMuch).get("code").asString()).isEqualTo("REQUEST_TOO_LARGE");
    }

    @Test
    void enoughPassesInBothForms() {
        var declared = send(withBearer("/api/intake/photos").POST(BodyPublishers.ofByteArray(new byte[20 * MEGABYTE])));
        assertThat(INTAKE.last().header("Content-Length"))
                .as("what room the service has to have")
                .isEqualTo(String.valueOf(20 * MEGABYTE));
        var chunked = send(withBearer("/api/intake/photos").POST(chunked(20 * MEGABYTE)));
        var json = send(withBearer("/api/intake/cases").POST(chunked(MEGABYTE)));

        assertThat(body(declared).get("length").asInt()).isEqualTo(20 * MEGABYTE);
        assertThat(body(chunked).get("length").asInt()).isEqualTo(20 * MEGABYTE);
        assertThat(body(json).get("length").asInt()).isEqualTo(MEGABYTE);
    }

    /** A county has thousands of grids and components. */
    @Test
    void aCountyPackMayBeAsLargeAsAnUpload() {
        String pack = "/api/dispatch/reference/packs/350999?dryRun=true";
        var enough = send(withBearer(pack).PUT(BodyPublishers.ofByteArray(new byte[20 * MEGABYTE])));
        var tooMuch = send(withBearer(pack).PUT(BodyPublishers.ofByteArray(new byte[26 * MEGABYTE])));

        assertThat(body(enough).get("length").asInt()).isEqualTo(20 * MEGABYTE);
        assertThat(tooMuch.statusCode()).isEqualTo(413);
        assertThat(send(withBearer("/api/dispatch/reference/limits/DISPATCH").PUT(chunked(2 * MEGABYTE)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusedBodiesDoNotOpenTheBreaker() {
        for (int call = 0; call < 15; call++) {
            send(withBearer("/api/intake/cases").POST(chunked(2 * MEGABYTE)));
        }
        assertThat(send(withBearer("/api/intake/cases")).statusCode()).isEqualTo(200);
    }

    private static BodyPublisher chunked(int length) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]));
    }
}
