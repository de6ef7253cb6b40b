package org.whistle.gateway.problem;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names people open the system by. Redirects name the host that was asked for, so a foreign name would lead away. An IP
 * address or localhost cannot be registered by others, so it is always known.
 */
final class KnownHosts {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f]*:[0-9a-f:.]+]?");
    private static final String LOOPBACK = "localhost";

    private final Set<String> names;

    private KnownHosts(Set<String> names) {
        this.names = names;
    }

    /**
     * The hosts of these addresses, and the machine's own name.
     *
     * @throws IllegalArgumentException for one without a host
     */
    static KnownHosts of(Collection<URI> urls) {
        Set<String> names = new HashSet<>();
        for (URI url : urls) {
            if (url.getHost() == null) {
                throw new IllegalArgumentException(
                        "whistle.url: " + url + " (expected: an address that begins with https:// or http://)");
            }
            names.add(lower(url.getHost()));
        }
        try {
            names.add(lower(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            // a machine without a name is asked for by its address
        }
        return new KnownHosts(names);
    }

    boolean contains(String host) {
        String name = lower(host);
        return names.contains(name)
                || name.equals(LOOPBACK)
                || name.endsWith("." + LOOPBACK)
                || ADDRESS.matcher(name).matches();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
