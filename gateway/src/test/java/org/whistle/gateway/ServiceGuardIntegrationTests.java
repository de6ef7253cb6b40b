package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers see when a service does not answer. */
class ServiceGuardIntegrationTests extends GatewayScene {

    @Test
    void downServiceIsNamedThenLeftAloneAndRecovers() {
        DEPARTMENT.stop();
        for (int call = 0; call < 6; call++) {
            var refused = send(withBearer("/api/department/assignments").header("Accept-Language", "en"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(body(refused).get("code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(body(refused).get("detail").asString()).contains("department-service");
        }
        DEPARTMENT.start();
        int before = DEPARTMENT.seen.size();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                send(withBearer("/api/department/assignments")).statusCode())
                        .isEqualTo(200));
        assertThat(DEPARTMENT.seen).hasSizeGreaterThan(before);
    }

    @Test
    void slowServiceIsCutOffInTime() {
        var slow = send(withBearer("/api/dispatch/slow").POST(BodyPublishers.ofString("{}")));
        DISPATCH.slowAnswers.release();

        assertThat(slow.statusCode()).isEqualTo(504);
        assertThat(body(slow).get("code").asString()).isEqualTo("SERVICE_TIMEOUT");
        assertThat(body(slow).get("detail").asString()).contains("dispatch-service", "Idempotency-Key");
    }

    @Test
    void streamMayTakeLongerThanTheTimeLimit() {
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(AUDIT.slowAnswers::release);

        assertThat(send(withBearer("/api/audit/stream")).statusCode()).isEqualTo(200);
    }

    /** The service would go on with it on a connection that others use. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/audit/stream", "/api/audit/cases.csv"})
    void aStreamHasNoHead(String path) {
        int before = AUDIT.seen.size();
        var refused = send(withBearer(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET");
        assertThat(AUDIT.seen).hasSize(before);
    }

    @Test
    void aPackMayTakeLongerThanTheTimeLimit() {
        CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(DISPATCH.slowAnswers::release);

        assertThat(send(withBearer("/api/dispatch/reference/packs/slow").PUT(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusalsDoNotOpenTheBreaker() {
        for (int call = 0; call < 30; call++) {
            assertThat(send(withBearer("/api/audit/broken")).statusCode()).isEqualTo(500);
        }
        assertThat(send(withBearer("/api/audit/logs")).statusCode()).isEqualTo(200);
    }

    @Test
    void manyCallsAreOnTheirWayAtTheSameTime() {
        List<CompletableFuture<Integer>> calls = inParallel(8, () -> withBearer("/api/intake/slow"));

        await().untilAsserted(
                        () -> assertThat(seenBy(INTAKE, "/api/intake/slow")).isEqualTo(8));
        INTAKE.slowAnswers.release(8);
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
    }

    @Test
    void whoFindsNoPlaceIsToldAtOnceAndOtherRoutesGoOn() {
        List<CompletableFuture<Integer>> calls = inParallel(2, () -> to("/open311/v2/slow"));
        await().untilAsserted(
                        () -> assertThat(seenBy(INTAKE, "/open311/v2/slow")).isEqualTo(2));

        var refused = send(to("/open311/v2/services.json"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(body(refused).get("code").asString()).isEqualTo("BUSY");
        assertThat(send(withBearer("/api/intake/cases")).statusCode()).isEqualTo(200);
        INTAKE.slowAnswers.release(2);
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
        assertThat(send(to("/open311/v2/services.json")).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallerThatStopsSendingIsNoFaultOfTheService() throws IOException {
        String begun = "POST /api/department/assignments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Length: 20\r\n\r\n{";
        List<Socket> callers = new ArrayList<>();
        for (int call = 0; call < 6; call++) {
            Socket caller = new Socket("localhost", port);
            caller.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            callers.add(caller);
        }

        for (Socket caller : callers) {
            assertThat(new String(caller.getInputStream().readNBytes(10), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 4");
            caller.close();
        }
        assertThat(send(withBearer("/api/department/assignments")).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> slowCallers() {
        return Stream.of(
                Arguments.of("headers", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 'a'),
                Arguments.of("empty lines before a request", "\r\n", '\n'),
                Arguments.of(
                        "the body of a request that was refused",
                        "POST /api/intake/cases HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",
                        'a'));
    }

    /** Byte by byte, each within the container's time for a silent caller; others on the same port go on. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("slowCallers")
    void whatIsSentSlowlyIsCutOffInTime(String what, String begin, char next) throws IOException {
        try (Socket caller = new Socket("localhost", port)) {
            OutputStream sending = caller.getOutputStream();
            sending.write(begin.getBytes(StandardCharsets.US_ASCII));

            await().pollInterval(Duration.ofMillis(200)).until(() -> isClosed(caller, sending, next));
        }
        assertThat(send(to("/")).statusCode()).isEqualTo(200);
    }

    /** Whether the other side ended it, after one more byte. */
    private static boolean isClosed(Socket caller, OutputStream sending, char next) throws SocketException {
        caller.setSoTimeout(1);
        try {
            sending.write(next);
            return caller.getInputStream().read(new byte[10_000]) < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Byte by byte, each within the container's time for a silent caller. */
    @Test
    void aFormSentSlowlyIsCutOffInTime() throws IOException {
        try (Socket caller = new Socket("localhost", port)) {
            OutputStream sending = caller.getOutputStream();
            sending.write("""
                    POST /open311/v2/requests.json HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 1000\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = caller.getInputStream();

            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                sending.write('a');
                return answer.available() > 0;
            });

            assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    private List<CompletableFuture<Integer>> inParallel(int count, Supplier<HttpRequest.Builder> request) {
        return Stream.generate(() -> http.sendAsync(request.get().build(), BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .limit(count)
                .toList();
    }

    private static long seenBy(FakeService service, String path) {
        return service.seen.stream().filter(one -> one.path().equals(path)).count();
    }
}
