package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract is open to everybody, and its pages find what they load. */
class InterfaceDocumentsIntegrationTests extends GatewayScene {

    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/(?:webjars|api-docs)/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/api-docs", "/api-docs/events.html"})
    void aPageFindsWhatItLoads(String page) {
        var answer = send(to(page));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(LOADED.matcher(answer.body()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(
                        path -> assertThat(send(to(path)).statusCode()).as(path).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi/intake.yaml",
                "/openapi/dispatch.yaml",
                "/openapi/department.yaml",
                "/openapi/audit.yaml"
            })
    void everyServiceHasItsDocument(String path) {
        assertThat(send(to(path)).body()).startsWith("openapi: 3.1.0").contains("/api/");
    }

    @Test
    void theEventsAreThereWithTheirSchemas() {
        assertThat(send(to("/asyncapi.yaml")).body()).startsWith("asyncapi: 3.0.0");
        assertThat(send(to("/schemas/case.reported.v1.json")).body()).contains("\"caseNumber\"");
        assertThat(send(to("/schemas/none.json")).statusCode()).isEqualTo(404);
    }
}
