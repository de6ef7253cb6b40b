package org.whistle.dispatch.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.whistle.kit.outgoing.Calls;
import org.whistle.kit.problem.RefusedException;

/** Where a webhook may be sent: the address as far as it can be judged before it is called. */
final class WebhookUrl {

    private static final String FIELD = "/url";

    private WebhookUrl() {}

    /**
     * Checks an address; names are looked up when they are called.
     *
     * @throws RefusedException 422 that names {@code /url}
     */
    static void check(String text, boolean allowPrivate) {
        URI url = parse(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            throw RefusedException.field(FIELD, "HTTPS_REQUIRED");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw RefusedException.field(FIELD, "INVALID_URL");
        }
        if (!mayBeCalled(url.getHost(), allowPrivate)) {
            throw RefusedException.field(FIELD, "PRIVATE_ADDRESS");
        }
    }

    /** The address without the query, in which receivers like to put keys. */
    static String withoutQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw RefusedException.field(FIELD, "INVALID_URL");
        }
    }

    private static boolean mayBeCalled(String host, boolean allowPrivate) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return (allowPrivate ? Calls.PRIVATE_TOO : Calls.OUTSIDE).matches(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return allowPrivate || !bare.toLowerCase(Locale.ROOT).matches("localhost|.*\\.localhost");
        }
    }
}
