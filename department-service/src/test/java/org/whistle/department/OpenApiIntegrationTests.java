package org.whistle.department;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.testing.DeskTest;
import org.whistle.testing.openapi.OpenApiDocument;

@DeskTest
class OpenApiIntegrationTests {

    @LocalServerPort
    private int port;

    @Test
    void theCommittedDocumentIsWhatTheServiceAnswers() throws IOException, InterruptedException {
        OpenApiDocument.check("department", port);
    }
}
