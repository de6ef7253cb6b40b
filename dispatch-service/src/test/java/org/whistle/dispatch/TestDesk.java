package org.whistle.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.whistle.events.code.Role;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command center over HTTP, for a county of the test's own: the shipped pack under another code. */
public final class TestDesk {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String county;

    public TestDesk(int port, String county) {
        this.port = port;
        this.county = county;
    }

    /** Status and body of an answer. */
    public record Answer(int status, JsonNode body) {}

    public TestGrant grant(Role role) {
        return TestGrant.of(role, county);
    }

    /** Puts the shipped pack in force. */
    public Answer importPack() {
        return importPack(files(), "");
    }

    /** Imports a pack by its files, with a query such as {@code ?dryRun=true}. */
    public Answer importPack(Map<String, String> files, String query) {
        return importPack(zip(files), query);
    }

    public Answer importPack(byte[] zip, String query) {
        return put("/reference/packs/" + county + query, "application/zip", zip, grant(Role.ADMIN));
    }

    /** The pack in force, zipped. */
    public byte[] exportPack() {
        try {
            HttpResponse<byte[]> answer = http.send(
                    request("/reference/packs/" + county + ".zip", "admin", grant(Role.ADMIN))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer putRecord(String path, String body, TestGrant grant) {
        return put("/reference/" + path, "application/json", body.getBytes(StandardCharsets.UTF_8), grant);
    }

    public Answer get(String path, TestGrant grant) {
        return send(request(path, "reader", grant).GET());
    }

    public Answer post(String account, String path, String body, TestGrant grant) {
        return post(account, path, body, grant, UUID.randomUUID());
    }

    public Answer post(String account, String path, String body, TestGrant grant, UUID key) {
        return send(request(path, account, grant)
                .header("Idempotency-Key", key.toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A dispatcher of the county decides. */
    public void act(UUID caseId, String action, String body) {
        assertThat(post("dispatcher", "/cases/" + caseId + "/" + action, body, grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);
    }

    /** The first part of a case. */
    public UUID firstPart(UUID caseId) {
        return UUID.fromString(get("/cases/" + caseId, grant(Role.DISPATCHER))
                .body()
                .path("parts")
                .path(0)
                .path("assignmentId")
                .asString());
    }

    public Answer put(String path, String body, TestGrant grant) {
        return put(path, "application/json", body.getBytes(StandardCharsets.UTF_8), grant);
    }

    public Answer delete(String path, TestGrant grant) {
        return send(request(path, "admin", grant).DELETE());
    }

    public Answer get(String account, String path, TestGrant... grants) {
        return send(request(path, account, grants).GET());
    }

    public Answer put(String account, String path, String body, TestGrant... grants) {
        return send(request(path, account, grants)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer put(String path, String type, byte[] body, TestGrant grant) {
        return send(request(path, "admin", grant)
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** The shipped pack under the county's code, to be changed. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("../deploy/packs/haiwan"))) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path).replace("350999", county));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private HttpRequest.Builder request(String path, String account, TestGrant... grants) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/dispatch" + path))
                .header("Accept-Language", "en")
                .header(
                        "Authorization",
                        "Bearer " + TestSystem.shared().issuer().token(account, grants));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
