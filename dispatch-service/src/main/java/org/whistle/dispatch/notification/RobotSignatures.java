package org.whistle.dispatch.notification;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How robots know that it is us; pure. */
final class RobotSignatures {

    private static final String PREFIX = "whsec_";

    private RobotSignatures() {}

    /**
     * The address of a DingTalk robot with signing: HMAC-SHA256 of time and secret under the secret, in the query.
     *
     * @param millis since the epoch; an hour off at most
     */
    static URI dingTalk(URI url, String secret, long millis) {
        String sign = Base64.getEncoder()
                .encodeToString(hmac(secret.getBytes(StandardCharsets.UTF_8), millis + "\n" + secret));
        String query = "timestamp=" + millis + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8);
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
    }

    /**
     * The {@code webhook-signature} of Standard Webhooks.
     *
     * @param secret {@code whsec_} and Base64, or any text
     * @param seconds since the epoch
     */
    static String generic(String secret, String id, long seconds, String body) {
        byte[] key = secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(hmac(key, id + "." + seconds + "." + body));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
