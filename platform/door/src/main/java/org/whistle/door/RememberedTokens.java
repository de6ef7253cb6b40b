package org.whistle.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies a token once and accepts it for a minute, at most until it expires, since a client sends the same token with each
 * call. An invalid token is verified each time. Holds at most {@value #MOST} tokens, those used last.
 */
public final class RememberedTokens implements JwtDecoder {

    private static final int MOST = 2_000;
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final JwtDecoder decoder;
    private final InstantSource time;
    private final Map<String, Remembered> tokens = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    private record Remembered(Jwt token, Instant until) {}

    /** Asks this decoder for what is not remembered. */
    public RememberedTokens(JwtDecoder decoder) {
        this(decoder, InstantSource.system());
    }

    RememberedTokens(JwtDecoder decoder, InstantSource time) {
        this.decoder = decoder;
        this.time = time;
    }

    @Override
    public Jwt decode(String token) {
        Instant now = time.instant();
        Remembered known = find(token);
        if (known != null && now.isBefore(known.until())) {
            return known.token();
        }
        Jwt decoded = decoder.decode(token);
        keep(token, new Remembered(decoded, endOf(decoded, now.plus(BELIEVED))));
        return decoded;
    }

    private static Instant endOf(Jwt token, Instant latest) {
        Instant expires = token.getExpiresAt();
        return expires != null && expires.isBefore(latest) ? expires : latest;
    }

    private synchronized @Nullable Remembered find(String token) {
        return tokens.get(token);
    }

    private synchronized void keep(String token, Remembered remembered) {
        tokens.put(token, remembered);
    }
}
