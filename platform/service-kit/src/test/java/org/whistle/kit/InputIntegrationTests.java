package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.clock.ClockBook;
import org.whistle.events.DispatchEvent;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.Role;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.Outcome;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;

/** What a caller may send, and the answer to the rest: never a 5xx. */
@DeskTest
class InputIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SmallDesk.SmallStore store;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/inputs/a?text=%ff, 400, INVALID_TEXT",
        "/api/inputs/a?text=%, 400, INVALID_TEXT",
        "/api/inputs/a?text=%ED%A0%80, 400, INVALID_TEXT",
        "/api/inputs/a?text=%00, 400, INVALID_TEXT",
        "/api/inputs/a?text=%1b, 400, INVALID_TEXT",
        "/api/inputs/%07, 400, INVALID_PATH",
        "/%61pi/inputs/a, 400, INVALID_PATH",
        "/api/inputs/%61, 400, INVALID_PATH",
        "/api/inputs/a%2fb, 400, ''",
        "/api/inputs/a;b=c, 400, BAD_REQUEST",
        "/api/inputs/a?from=%2B294277-01-01T00:00:00Z, 400, INVALID_TIME",
        "/api/inputs/a?from=%2B1000000000-12-31T23:59:59Z, 400, INVALID_TIME",
        "/api/inputs/a?from=1899-12-31T23:59:59Z, 400, INVALID_TIME",
        "/api/inputs/a?day=-999999999-01-01, 400, INVALID_TIME",
        "/api/inputs/a?from=2026-11-30T08:00:00%2B08:00&day=2026-11-30&text=, 200, ''",
        "/api/inputs/a?from=2026-11-30T08:00:00+08:00, 200, ''",
        "/api/inputs/a?from=2026-11-30, 400, 2026-11-30T08:00:00+08:00",
        "/api/inputs/a?day=2026-02-30, 400, INVALID_TIME",
        "/api/inputs/a?text=%E4%BA%95%0D%0A%09+x, 200, '井\\n\\t x'",
        "/api/inputs/a?txet=b, 400, /txet",
        "/api/inputs/a?text=b&name=c&a%20b=, 400, /name",
        "/api/inputs/a?&text=b, 200, ''",
        "/api/inputs/a?=b, 400, NAMELESS_PARAMETER",
        "/error, 404, NOT_FOUND",
    })
    void addresses(String target, int status, String code) {
        assertThat(raw("GET " + target, ""))
                .startsWith("HTTP/1.1 %d ".formatted(status))
                .contains(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\\u0000b\"} | INVALID_TEXT | /text",
                "{\"text\":\"a\\u001bb\"} | INVALID_TEXT | /text",
                "{\"text\":\"\\ud800\"} | INVALID_TEXT | /text",
                "{\"list\":[\"a\",\"\\u0000\"]} | INVALID_TEXT | /list/1",
                "{\"list\":[null]} | INVALID_FIELD | /list",
                "{\"map\":{\"a\":\"\\u0000\"}} | INVALID_TEXT | /map/a",
                "{\"tree\":{\"a\":[{\"b\":\"\\u0000\"}]}} | INVALID_TEXT | /tree",
                "{\"time\":\"+294277-01-01T00:00:00Z\"} | INVALID_TIME | /time",
            })
    void bodies(String body, String code, String pointer) {
        assertThat(raw(
                        "POST /api/inputs",
                        body,
                        "Content-Type: application/json",
                        "Idempotency-Key: " + UUID.randomUUID()))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "\"code\":\"" + code + "\"", "\"pointer\":\"" + pointer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "number=abc | /number | INVALID_INTEGER | A whole number",
                "number=99999999999 | /number | INVALID_INTEGER | A whole number",
                "number=0 | /number | OUT_OF_RANGE | At least 1",
                "number=201 | /number | OUT_OF_RANGE | At most 200",
                "id=1 | /number | REQUIRED | Required",
                "number=1&id=1 | /id | INVALID_ID | A UUID",
                "number=1&share=a | /share | INVALID_NUMBER | A number",
                "number=1&text=abcd | /text | WRONG_SIZE | At most 3 characters or items",
            })
    void theAllowedValuesOfAParameterAreNamed(String query, String pointer, String code, String allowed) {
        assertThat(raw("GET /api/limits?" + query, "", "Accept-Language: en"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"pointer\":\"" + pointer + "\"", "\"code\":\"" + code + "\"", allowed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | /id | REQUIRED | 必填",
                "'\"id\":7' | /id | INVALID_ID | 须为 UUID",
                "'\"text\":\"a\"' | /text | WRONG_SIZE | 须有 2 至 5 个字或项",
                "'\"codes\":[\"1\",\"2\",\"3\"]' | /codes | WRONG_SIZE | 最多 2 个字或 2 项",
                "'\"codes\":[\"35x\"]' | /codes/0 | INVALID_FIELD | '须符合格式：\\\\d{6}'",
                "'\"count\":0' | /count | OUT_OF_RANGE | 不得小于 1",
                "'\"count\":1000001' | /count | OUT_OF_RANGE | 不得大于 1000000",
                "'\"points\":0' | /points | OUT_OF_RANGE | 不得小于 0.01",
                "'\"points\":1.001' | /points | INVALID_FIELD | '须符合格式：-?'",
            })
    void theAllowedValuesOfAFieldAreNamed(String field, String pointer, String code, String allowed) {
        String id = field.isEmpty() || field.startsWith("\"id\"") ? "" : "\"id\":\"" + UUID.randomUUID() + "\",";

        assertThat(raw(
                        "POST /api/limits",
                        "{" + id + field + "}",
                        "Content-Type: application/json",
                        "Idempotency-Key: " + UUID.randomUUID()))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"pointer\":\"" + pointer + "\"", "\"code\":\"" + code + "\"", allowed);
    }

    @Test
    void anotherMethodOrTypeIsAnsweredWithThoseThatAreTaken() {
        assertThat(raw("PATCH /api/limits", "{}", "Content-Type: application/json", "Idempotency-Key: method"))
                .startsWith("HTTP/1.1 405 ")
                .containsPattern("(?m)^Allow: .*POST");
        assertThat(raw("POST /api/limits", "a", "Content-Type: text/plain", "Idempotency-Key: type"))
                .startsWith("HTTP/1.1 415 ")
                .containsPattern("(?m)^Accept: .*application/json");
    }

    @Test
    void linesEndAsUnixSays() {
        assertThat(raw(
                        "POST /api/inputs",
                        "{\"text\":\"a\\r\\nb\\tc\"}",
                        "Content-Type: application/json",
                        "Idempotency-Key: lines"))
                .contains("{\"text\":\"a\\nb\\tc\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "multipart/form-data, 400",
        "multipart/form-data; boundary=x, 415",
        "multipart/mixed; boundary=x, 415",
        "application/x-www-form-urlencoded, 415",
        "*/*, 415",
    })
    void kindsOfBodies(String type, int status) {
        assertThat(raw(
                        "POST /api/empty",
                        "a=%&b=%ff",
                        "Content-Type: " + type,
                        "Idempotency-Key: " + UUID.randomUUID()))
                .startsWith("HTTP/1.1 %d ".formatted(status))
                .contains("application/problem+json");
    }

    /** It would be done without a transaction and without a key. */
    @Test
    void aWholeMultipartBodyIsNoWayAroundTheKey() {
        String body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n";

        assertThat(raw("POST /api/empty", body, "Content-Type: multipart/form-data; boundary=x"))
                .startsWith("HTTP/1.1 415 ");
    }

    @Test
    void aFileIsNoValue() {
        String part = "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\n\r\nb\r\n";

        assertThat(raw(
                        "POST /api/files",
                        part.formatted("file") + part.formatted("kind") + "--x--\r\n",
                        "Content-Type: multipart/form-data; boundary=x"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"pointer\":\"/kind\"", RejectReason.INCOMPLETE.name());
    }

    /** A client would send its next request while the stream still has the connection. */
    @Test
    void aStreamHasNoHead() {
        assertThat(raw("GET /api/streams", "")).startsWith("HTTP/1.1 200 ");
        assertThat(raw("HEAD /api/streams", "")).startsWith("HTTP/1.1 405 ").containsPattern("(?m)^Allow: GET");
    }

    @Test
    void headersThatNobodyCanRead() {
        assertThat(raw("GET /api/inputs/a", "", "Accept: foo"))
                .startsWith("HTTP/1.1 406 ")
                .contains("NOT_ACCEPTABLE");
        assertThat(raw("GET /api/inputs/a", "", "X-Name: a\u0080")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /api/inputs/a", "", "Accept-Language: " + "de-DE;q=0.5,".repeat(500)))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40P01", "40001", "08006", "57P01", "57P03", "53300", "57014", "25006"})
    void whatPassesIsToldSo(String state) {
        for (String request : List.of("GET", "POST")) {
            assertThat(raw(request + " /api/failures/" + state, "", "Idempotency-Key: " + UUID.randomUUID()))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\"code\":\"BUSY\"", "Retry-After: 1");
        }
        assertThat(raw("GET /api/failures/22012", ""))
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("Retry-After");
    }

    @Test
    void nothingIsWrittenWhereNobodyOpenedATransaction() {
        UUID caseId = UUID.randomUUID();
        var first = new SmallDesk.SmallCase(caseId, 1, "x", ClockBook.EMPTY);
        var event = new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, "x");

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        store.insert(Outcome.of(first, event), new Author("ann", "DISPATCHER", null), Instant.now()));

        assertThat(jdbc.sql("select count(*) from small_case where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** As many as a service accepts at once filled its temporary folder, or its memory. */
    @Test
    void whatIsReceivedAtTheSameTimeIsBounded() {
        // again where the other body came first
        await().untilAsserted(() -> {
            try (Socket slow = new Socket("localhost", port)) {
                announce(slow, "ann");
                assertThat(refusal("bob")).contains("HTTP/1.1 503", "Retry-After");
            }
        });
        await().untilAsserted(() -> assertThat(refusal("bob")).isEmpty());
    }

    /** The beginning of the answer to a large body of which nothing came; empty where the service waits for it. */
    private String refusal(String account) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(1_000);
            announce(socket, account);
            byte[] answer = new byte[1_000];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static void announce(Socket socket, String account) throws IOException {
        socket.getOutputStream().write("""
                        POST /api/inputs HTTP/1.1\r
                        Host: localhost\r
                        Connection: close\r
                        Authorization: Bearer %s\r
                        Content-Type: application/json\r
                        Content-Length: 40000000\r
                        Idempotency-Key: large\r
                        \r
                        """.formatted(token(account)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String token(String account) {
        return TestSystem.shared().issuer().token(account, TestGrant.of(Role.DISPATCHER, "350999"));
    }

    @Test
    void nothingIsChangedWhereNobodyOpenedATransaction() {
        UUID caseId = UUID.randomUUID();
        raw(
                "POST /api/notes/" + caseId,
                "{\"note\":\"before\"}",
                "Content-Type: application/json",
                "Idempotency-Key: before");
        var next = new SmallDesk.SmallCase(caseId, 1, "after", ClockBook.EMPTY);
        var event = new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, "x");

        assertThatIllegalStateException()
                .isThrownBy(() -> store.save(
                        store.find(caseId).orElseThrow(),
                        Outcome.of(next, event),
                        new Author("ann", "DISPATCHER", null)));

        assertThat(store.find(caseId).orElseThrow().body().note()).isEqualTo("before");
    }

    private String raw(String request, String body, String... headers) {
        String text =
                "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n%s\r\n%s"
                        .formatted(
                                request,
                                token("ann"),
                                body.getBytes(StandardCharsets.UTF_8).length,
                                headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n",
                                body);
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
