package org.whistle.door;

import java.util.List;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** Which of an issuer's tokens our interfaces accept: access tokens (RFC 9068) with our audience, never ID tokens. */
public final class AccessTokens {

    /** The audience of Whistle's interfaces. */
    public static final String AUDIENCE = "whistle-api";

    /** The type in the header of an access token. */
    public static final String TYPE = "at+jwt";

    private AccessTokens() {}

    /** Refuses tokens of another type. */
    public static OAuth2TokenValidator<Jwt> type() {
        return new JwtTypeValidator(TYPE, "application/" + TYPE);
    }

    /** Refuses tokens that were made for others. */
    public static OAuth2TokenValidator<Jwt> audience() {
        return new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(AUDIENCE));
    }
}
