package org.whistle.setup.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whistle.setup.CannotStart;

/** The result of a pack import at the start, for each answer of dispatch. */
class PackImportTests {

    private static final CountyPack HAIWAN =
            CountyPack.find(Path.of("../..").toAbsolutePath().normalize(), "haiwan");

    private HttpServer server;
    private int status = 200;
    private String body = "{\"activated\":false}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/dispatch/reference/packs/350999", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPackThatIsTakenSaysNothing() throws Exception {
        assertThat(packs().bring(HAIWAN)).isEmpty();
    }

    @Test
    void aPackThatWouldUndoSomethingIsHeldBackWithALine() throws Exception {
        status = 409;
        body = """
                {"code":"CONFIRMATION_NEEDED","consequences":{"edits":{"count":2,"records":["limits/DISPATCH","limits/RULING"]},
                "openCases":{"codes":2,"strandedCases":3,"named":[
                {"kind":"units","code":"WATER","strands":true,"cases":3},{"kind":"conditions","code":"X-1","strands":false,"cases":1}]}}}
                """;

        assertThat(packs().bring(HAIWAN))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(
                                "deploy/packs/haiwan is not imported",
                                "overwrite 2 records changed here (limits/DISPATCH, limits/RULING)",
                                "leave 3 open cases without what they need (units/WATER)"));
    }

    @Test
    void aPackWithAMistakeStopsTheStart() {
        status = 422;
        body = "{\"code\":\"UNPROCESSABLE\",\"detail\":\"units.csv:3\"}";

        assertThatThrownBy(() -> packs().bring(HAIWAN))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("units.csv:3");
    }

    private PackImport packs() {
        return new PackImport(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token");
    }
}
