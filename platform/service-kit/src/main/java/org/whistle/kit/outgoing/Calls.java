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

    private Calls() {}

    /**
     * A client for one of them.
     *
     * @param timeout of connecting, and of waiting for the answer
     * @param allowed judges the address at each call
     */
    public static RestClient.Builder client(Duration timeout, InetAddressFilter allowed) {
        return RestClient.builder()
                .requestFactory(ClientHttpRequestFactoryBuilder.jdk()
                        .withHttpClientCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
                        .build(HttpClientSettings.defaults()
                                .withRedirects(HttpRedirects.DONT_FOLLOW)
                                .withTimeouts(timeout, timeout)
                                .withInetAddressFilter(allowed)));
    }

    /** The same, which calls private networks only where that is allowed. */
    public static RestClient.Builder client(Duration timeout, boolean allowPrivate) {
        return client(timeout, allowPrivate ? InetAddressFilter.all() : InetAddressFilter.externalAddresses());
    }
}
