package org.whistle.dispatch.notification;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.whistle.dispatch.notification.NotificationProperties.Robot;
import org.whistle.kit.outgoing.Calls;
import org.whistle.kit.outgoing.SigningSecret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries messages to the robots of groups, as text: without markup and without mentions of people. Both
 * platforms answer 200 to rejected messages, with an {@code errcode}; both accept 20 messages a minute, and DingTalk nothing
 * for ten minutes after more.
 */
@Component
class RobotChannelSender implements ChannelSender {

    /** WeCom takes 2048 bytes of text, less than the others. */
    private static final int BYTES = 2_000;

    private static final String HMAC = "HmacSHA256";
    private static final int ANSWER_BYTES = 4_096;
    private static final int TOO_MANY = 429;
    private static final Set<Integer> TOO_FAST = Set.of(130_101, 410_100, 90_030, 45_009, 45_033);
    private static final Duration DINGTALK_PAUSE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final NotificationProperties properties;
    private final JsonMapper json;
    private final Map<String, RestClient> clients = new ConcurrentHashMap<>();

    RobotChannelSender(NotificationProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    @Override
    public Channel channel() {
        return Channel.ROBOT;
    }

    @Override
    public boolean on() {
        return !properties.robots().isEmpty();
    }

    @Override
    public Optional<Recipient> recipient(String code) {
        return properties
                .robot(code)
                .map(robot -> new Recipient(code, robot.locale(), robot::hears, robot.perMinute()));
    }

    @Override
    public Result send(Letter letter) {
        Robot robot = properties.robot(letter.recipient()).orElseThrow();
        String body = json.writeValueAsString(body(robot, letter));
        try {
            return client(robot)
                    .post()
                    .uri(address(robot))
                    .headers(headers -> sign(headers, robot, letter, body))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .exchange((_, answer) -> result(
                            robot,
                            answer.getStatusCode().value(),
                            answer.getBody().readNBytes(ANSWER_BYTES)));
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Result.Failed(cause.getClass().getSimpleName());
        }
    }

    private static URI address(Robot robot) {
        return robot.kind() == Robot.Kind.DINGTALK && robot.secret() != null
                ? dingTalk(robot.url(), robot.secret(), System.currentTimeMillis())
                : robot.url();
    }

    /**
     * The address of a DingTalk robot with signing: HMAC-SHA256 of time and secret under the secret, in the query.
     *
     * @param millis since the epoch; an hour off at most
     */
    static URI dingTalk(URI url, String secret, long millis) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] signature = mac.doFinal((millis + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            String query = "timestamp=" + millis + "&sign="
                    + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
            return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sign(HttpHeaders headers, Robot robot, Letter letter, String body) {
        if (robot.kind() == Robot.Kind.GENERIC && robot.secret() != null) {
            long seconds = Instant.now().getEpochSecond();
            headers.set("webhook-id", letter.id().toString());
            headers.set("webhook-timestamp", String.valueOf(seconds));
            headers.set(
                    "webhook-signature",
                    SigningSecret.of(robot.secret())
                            .sign(letter.id().toString(), seconds, body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Body body(Robot robot, Letter letter) {
        return switch (robot.kind()) {
            case DINGTALK, WECOM ->
                new Said("text", new Said.Text(shortened(letter.subject() + "\n" + letter.body(), BYTES)));
            case GENERIC -> new Plain(letter.id(), letter.subject(), letter.body());
        };
    }

    private sealed interface Body {}

    /** As both platforms have it. */
    private record Said(String msgtype, Text text) implements Body {

        private record Text(String content) {}
    }

    private record Plain(UUID id, String subject, String body) implements Body {}

    /** The beginning that fits, whole characters only. */
    static String shortened(String text, int bytes) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private Result result(Robot robot, int status, byte[] answer) {
        if (status == TOO_MANY) {
            return throttled(robot, "HTTP 429");
        }
        if (status < 200 || status >= 300) {
            return new Result.Failed("HTTP " + status);
        }
        if (robot.kind() == Robot.Kind.GENERIC) {
            return new Result.Sent();
        }
        int code = errcode(answer);
        if (code == 0) {
            return new Result.Sent();
        }
        return TOO_FAST.contains(code) ? throttled(robot, "errcode " + code) : new Result.Failed("errcode " + code);
    }

    private static Result throttled(Robot robot, String problem) {
        return new Result.Throttled(problem, robot.kind() == Robot.Kind.DINGTALK ? DINGTALK_PAUSE : PAUSE);
    }

    /** Minus one where the answer is none of theirs. */
    private int errcode(byte[] answer) {
        try {
            JsonNode code = json.readTree(answer).path("errcode");
            return code.isIntegralNumber() ? code.asInt() : -1;
        } catch (JacksonException e) {
            return -1;
        }
    }

    private RestClient client(Robot robot) {
        return clients.computeIfAbsent(
                robot.code(),
                _ -> Calls.client(robot.timeout(), robot.allowPrivate()).build());
    }
}
