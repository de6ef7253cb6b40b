package org.whistle.replay.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the public API with the demo accounts; safe for many threads. */
public final class WhistleClient implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final Transport transport;
    private final Tokens tokens;
    private final URI gateway;
    private final DemoClock clock;

    /**
     * A client of one system.
     *
     * @param patience how long a request is tried again while the system does not answer; zero: never
     */
    public WhistleClient(URI gateway, URI identity, Duration patience) {
        this(gateway, identity, patience, transport -> new Tokens(transport, identity));
    }

    /**
     * A client of a system with another identity provider, which has no movable clock.
     *
     * @param endpoint gives tokens against a password to the client
     */
    public static WhistleClient signingInAt(URI endpoint, String clientId, URI gateway, Duration patience) {
        return new WhistleClient(gateway, endpoint, patience, transport -> new Tokens(transport, endpoint, clientId));
    }

    private WhistleClient(URI gateway, URI identity, Duration patience, Function<Transport, Tokens> tokens) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.transport = new Transport(http, patience);
        this.tokens = tokens.apply(transport);
        this.gateway = gateway;
        this.clock = new DemoClock(transport, identity);
    }

    /** Speaks as one of the pack's accounts. */
    public AccountClient as(String account) {
        return new AccountClient(transport, tokens, gateway, account);
    }

    /** The movable clock of the standalone. */
    public DemoClock clock() {
        return clock;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
