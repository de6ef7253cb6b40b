package org.whistle.events.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.events.signature.TrustedKeys;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code <payload>.<key id>.<signature>}, each part base64url: what the API calls a photoId or documentId. */
public final class EvidenceToken {

    /** The longest token accepted, in characters. */
    public static final int MAX_LENGTH = 1_024;

    /** In a list, as events name them: a text that looks like one is none. */
    private static final Pattern LISTED =
            Pattern.compile("(?<=[\\[,])\"([\\w-]{40,1000}\\.[0-9a-f]{8}\\.[\\w-]{86})\"(?=[\\],])");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private EvidenceToken() {}

    /** Makes a token: the evidence, signed with intake's key. */
    public static String sign(Evidence evidence, SigningKey key) {
        byte[] payload = JSON.writeValueAsBytes(evidence);
        return ENCODER.encodeToString(payload) + "." + key.keyId() + "." + ENCODER.encodeToString(key.sign(payload));
    }

    /** The tokens that the bytes of an event name, not verified. */
    public static Stream<String> in(byte[] event) {
        return LISTED.matcher(new String(event, StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1));
    }

    /**
     * The content of a token, without verifying its signature; empty where it is no token. For tokens from events that are
     * already trusted.
     */
    public static Optional<Evidence> read(String token) {
        try {
            return token.length() > MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(
                            JSON.readValue(Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]), Evidence.class));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The evidence in a token; empty unless intake signed it. */
    public static Optional<Evidence> verify(String token, TrustedKeys trusted) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > MAX_LENGTH || parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[0]);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            return trusted.signer(parts[1], signature, payload)
                    .filter(signer -> signer == Producer.INTAKE)
                    .map(_ -> JSON.readValue(payload, Evidence.class));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }
}
