package org.whistle.dispatch.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.whistle.kit.outgoing.Calls;
import org.whistle.kit.problem.RefusedException;

/** Where a webhook may be sent: the address as far as it can be judged before it is called. */
final class WebhookUrl {

    private static final String FIELD = "/url";

    /** An IPv6 address with a zone, which is of one machine, or a hexadecimal number, which some resolvers take for IPv4. */
    private static final Pattern NOT_A_HOST = Pattern.compile("\\[.*%.*]|(.*\\.)?0[xX][0-9a-fA-F]*\\.?");

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
        if (!isPort(url.getPort()) || NOT_A_HOST.matcher(url.getHost()).matches()) {
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

    /** Where none is given it is -1. */
    private static boolean isPort(int port) {
        return port != 0 && port <= 65_535;
    }

    private static boolean mayBeCalled(String host, boolean allowPrivate) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            InetAddress address = InetAddress.ofLiteral(bare);
            return (allowPrivate ? Calls.PRIVATE_TOO : Calls.OUTSIDE).matches(address) && !hidesAnother(address);
        } catch (IllegalArgumentException e) {
            return allowPrivate || !bare.toLowerCase(Locale.ROOT).matches("localhost|.*\\.localhost");
        }
    }

    /** The old IPv6 form of an IPv4 address. */
    private static boolean hidesAnother(InetAddress address) {
        return address instanceof Inet6Address six && six.isIPv4CompatibleAddress() && !six.isLoopbackAddress();
    }
}
