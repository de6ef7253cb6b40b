package org.whistle.kit.outgoing;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.web.client.RestClient;

/** How a system of others is called: within a time, at an address that is allowed, following no redirect to another one. */
public final class Calls {

    /** Where clouds answer with credentials, and IPv6 forms in which another address hides (NAT64, 6to4, Teredo). */
    private static final String[] NEVER = {
        "169.254.0.0/16",
        "100.100.100.200/32",
        "192.0.0.0/24",
        "fe80::/10",
        "fd00:ec2::254/128",
        "fd20:ce::254/128",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
    };

    /** Addresses of the outside. */
    public static final InetAddressFilter OUTSIDE =
            InetAddressFilter.externalAddresses().andNot(NEVER).andNot("::/96").andNot(InetAddressFilter.multicast());

    /** Also those of private networks. */
    public static final InetAddressFilter PRIVATE_TOO =
            InetAddressFilter.all().andNot(NEVER).andNot(InetAddressFilter.multicast());

    private Calls() {}

    /**
     * A client for one of them.
     *
     * @param timeout of connecting, and of waiting for the answer
     * @param allowPrivate whether it may be in a private network; judged at each call
     */
    public static RestClient.Builder client(Duration timeout, boolean allowPrivate) {
        return RestClient.builder()
                .requestFactory(ClientHttpRequestFactoryBuilder.jdk()
                        .withHttpClientCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
                        .build(HttpClientSettings.defaults()
                                .withRedirects(HttpRedirects.DONT_FOLLOW)
                                .withTimeouts(timeout, timeout)
                                .withInetAddressFilter(allowPrivate ? PRIVATE_TOO : OUTSIDE)));
    }
}
