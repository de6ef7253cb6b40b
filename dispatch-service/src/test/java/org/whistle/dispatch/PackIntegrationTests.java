package org.whistle.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.ReferenceEvent;
import org.whistle.events.code.Role;
import org.whistle.testing.BodylessCall;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;

/** A county pack takes effect as a whole; a pack with an error changes nothing. */
@DeskTest
class PackIntegrationTests {

    private static final Path HAIWAN = Path.of("../deploy/packs/haiwan");
    private static final TestGrant ADMIN = TestGrant.of(Role.ADMIN, "350999");

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aPackIsDryRunImportedPublishedAndImportedAgainWithoutHarm() throws Exception {
        byte[] zip = zip(files());

        HttpResponse<String> dry = put(zip, "?dryRun=true", ADMIN);
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(dry.body()).contains("\"dryRun\":true", "\"activated\":false", "{\"kind\":\"grids\",\"added\":160");
        HttpResponse<String> first = put(zip, "", ADMIN);
        assertThat(first.body()).contains("\"activated\":true", "\"version\":1");
        HttpResponse<String> second = put(zip, "", ADMIN);
        assertThat(second.body()).contains("\"activated\":false", "\"version\":1", "\"changes\":[]");

        assertThat(get("/packs/350999").body()).contains("\"version\":1");
        assertThat(get("/units").body()).contains("SANITATION", "STREET-350999001");
        try (TestTopic topic = new TestTopic("reference-data")) {
            await().untilAsserted(() -> assertThat(topic.events("350999"))
                    .extracting(event -> event.data())
                    .last()
                    .isInstanceOf(ReferenceEvent.PackActivated.class));
        }
        aChangeIsNamedAndBecomesANewVersion();
    }

    /** Runs on the imported pack. */
    private void aChangeIsNamedAndBecomesANewVersion() throws Exception {
        Map<String, byte[]> files = files();
        String units = text(files, "units.csv").replace("环境卫生中心", "环卫中心");
        files.put("units.csv", units.getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> changed = put(zip(files), "", ADMIN);

        assertThat(changed.body())
                .contains(
                        "\"version\":2",
                        "{\"kind\":\"units\",\"added\":0,\"changed\":1,\"removed\":0,\"addedCodes\":[],"
                                + "\"changedCodes\":[\"SANITATION\"],\"removedCodes\":[]}");
        assertThat(get("/units").body()).contains("环卫中心");
    }

    @Test
    void everyErrorIsNamedWithItsFileAndLineAndNothingTakesEffect() throws Exception {
        Map<String, byte[]> files = files();
        files.put(
                "units.csv",
                text(files, "units.csv")
                        .replaceFirst("SANITATION,DEPARTMENT", "SANITATION,CLUB")
                        .getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> refused = put(zip(files), "", ADMIN);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"pointer\":\"/units.csv/3\"", "units.csv:3:");
    }

    @Test
    void onlyAnAdministratorOfThatCountyImports() throws Exception {
        byte[] zip = zip(files());

        assertThat(put(zip, "", TestGrant.of(Role.DISPATCHER, "350999")).statusCode())
                .isEqualTo(403);
        assertThat(put(zip, "", TestGrant.of(Role.ADMIN, "906037")).statusCode())
                .isEqualTo(403);
        assertThat(put("no zip".getBytes(StandardCharsets.UTF_8), "", ADMIN).statusCode())
                .isEqualTo(422);
    }

    @Test
    void whoMayNotImportIsRefusedBeforeThePackIsRead() {
        String token = TestSystem.shared().issuer().token("citizen", TestGrant.of(Role.CITIZEN, "350999"));

        assertThat(BodylessCall.status(
                        port,
                        "PUT /api/dispatch/reference/packs/350999",
                        "Content-Type: application/zip",
                        "Authorization: Bearer " + token))
                .isEqualTo(403);
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(HAIWAN)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> put(byte[] zip, String query, TestGrant grant)
            throws IOException, InterruptedException {
        return http.send(
                request("/packs/350999" + query, grant)
                        .header("Content-Type", "application/zip")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(zip))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path, ADMIN).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, TestGrant grant) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/dispatch/reference" + path))
                .header(
                        "Authorization",
                        "Bearer " + TestSystem.shared().issuer().token("admin", grant));
    }
}
