package org.whistle.door;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.util.StringUtils;

/**
 * Accepts one spelling of every address, so that all comparisons of paths see the same one. Refuses at once what would
 * otherwise fail later as an internal error: a query that does not decode or has a
 * parameter without a name, a header with control characters, a body of any type.
 */
public final class StrictDoor extends StrictHttpFirewall {

    /** Tomcat takes no more. */
    private static final int MOST_PARAMETERS = 1_000;

    /** RFC 3986's unreserved characters, encoded. */
    private static final Pattern NEEDLESS =
            Pattern.compile("%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]|7[eE])");

    /** A type of body with a wildcard, as only {@code Accept} may have. */
    private static final Pattern ANY_TYPE = Pattern.compile("\\*|[^/;]*/\\*");

    /**
     * Looks at the whole address and all headers.
     *
     * @throws org.springframework.security.web.firewall.RequestRejectedException for what goes no further
     */
    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (NEEDLESS.matcher(path).find()) {
            throw new RefusedAtDoorException("INVALID_PATH", "path");
        }
        plain("INVALID_PATH", "path", path);
        query(request.getQueryString());
        String type = StringUtils.trimAllWhitespace(Objects.requireNonNullElse(request.getContentType(), ""));
        if (ANY_TYPE.matcher(type).lookingAt()) {
            throw new RefusedAtDoorException("UNSUPPORTED_MEDIA_TYPE", "Content-Type");
        }
        FirewalledRequest strict = super.getFirewalledRequest(request);
        Collections.list(strict.getHeaderNames()).forEach(name -> Collections.list(strict.getHeaders(name)));
        return strict;
    }

    private static void query(@Nullable String query) {
        if (query == null) {
            return;
        }
        String[] parameters = query.split("&");
        if (parameters.length > MOST_PARAMETERS) {
            throw new RefusedAtDoorException("TOO_MANY_PARAMETERS", "");
        }
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && parts[0].isEmpty()) {
                throw new RefusedAtDoorException("NAMELESS_PARAMETER", "");
            }
            String name = plain("INVALID_TEXT", parts[0], parts[0]);
            plain("INVALID_TEXT", name, parts[parts.length - 1]);
        }
    }

    private static String plain(String code, String field, String encoded) {
        try {
            byte[] bytes =
                    StringUtils.uriDecode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (PlainText.isPlain(text)) {
                return text;
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            // refused below, with the field's name
        }
        throw new RefusedAtDoorException(code, field);
    }
}
