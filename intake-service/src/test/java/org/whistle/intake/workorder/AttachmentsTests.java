package org.whistle.intake.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

class AttachmentsTests {

    private static final List<Message.Attachment> TWO = List.of(
            new Message.Attachment("here", "aGVyZQ==", null), new Message.Attachment("there", null, "files/1.jpg"));
    private static final Function<byte[], String> KEPT = bytes -> "token of " + text(bytes);

    @Test
    void theyAreFetchedAndKept() {
        assertThat(Attachments.take(TWO, 0, path -> bytes(path), KEPT))
                .isEqualTo(new Attachments(List.of("token of here", "token of files/1.jpg"), List.of()));
        assertThat(Attachments.take(null, 0, path -> bytes(path), KEPT)).isEqualTo(Attachments.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void aNoIsTakenAtOnce(int status) {
        leftOut(0, answering(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503, 0})
    void anyOtherFailureHoldsUpTheOrderForThreeTries(int status) {
        for (int failures = 0; failures < 2; failures++) {
            notYet(failures, answering(status), KEPT);
        }
        leftOut(2, answering(status));
        leftOut(20, answering(status));
    }

    @Test
    void weAreBusyIsNoAnswerYetAndAnyOtherRefusalIs() {
        notYet(0, path -> bytes(path), refusing(new Refusal.Other(503, "BUSY")));

        assertThat(Attachments.take(TWO, 2, path -> bytes(path), refusing(new Refusal.Other(503, "BUSY")))
                        .refused())
                .containsExactly("here", "there");
        assertThat(Attachments.take(TWO, 0, path -> bytes(path), refusing(new Refusal.NotFound()))
                        .refused())
                .containsExactly("here", "there");
        assertThat(Attachments.take(
                                List.of(
                                        new Message.Attachment("odd", "a", null),
                                        new Message.Attachment("none", null, null)),
                                0,
                                path -> bytes(path),
                                KEPT)
                        .refused())
                .containsExactly("odd", "none");
    }

    private static void leftOut(int failures, Function<String, byte[]> fetch) {
        assertThat(Attachments.take(TWO, failures, fetch, KEPT))
                .isEqualTo(new Attachments(List.of("token of here"), List.of("there")));
    }

    private static void notYet(int failures, Function<String, byte[]> fetch, Function<byte[], String> keep) {
        assertThatExceptionOfType(NotYetException.class).isThrownBy(() -> Attachments.take(TWO, failures, fetch, keep));
    }

    private static Function<String, byte[]> answering(int status) {
        return _ -> {
            if (status == 0) {
                throw new ResourceAccessException("timeout");
            }
            HttpStatusCode code = HttpStatusCode.valueOf(status);
            byte[] body = new byte[0];
            if (code.is4xxClientError()) {
                throw HttpClientErrorException.create(code, "", new HttpHeaders(), body, StandardCharsets.UTF_8);
            }
            throw HttpServerErrorException.create(code, "", new HttpHeaders(), body, StandardCharsets.UTF_8);
        };
    }

    private static Function<byte[], String> refusing(Refusal refusal) {
        return _ -> {
            throw new RefusedException(refusal);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
