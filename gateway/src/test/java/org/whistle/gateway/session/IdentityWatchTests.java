package org.whistle.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics for alerts about the identity provider and certificates. */
class IdentityWatchTests {

    private static final double DAY = 86_400;

    @TempDir
    private Path folder;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer provider;

    @BeforeEach
    void startProvider() throws Exception {
        provider = answering(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    @AfterEach
    void stopProvider() {
        provider.stop(0);
    }

    @Test
    void aProviderThatEndedIsAway() throws Exception {
        IdentityWatch watch =
                new IdentityWatch(HttpClient.newHttpClient(), addressOf("http", provider), List.of(), meters);
        assertThat(valueOf("whistle.identity.up")).isNaN();

        watch.look();
        assertThat(valueOf("whistle.identity.up")).isOne();
        assertThat(valueOf("whistle.certificate.left")).as("no TLS").isNaN();

        provider.stop(0);
        watch.look();
        assertThat(valueOf("whistle.identity.up")).isZero();
    }

    @Test
    void aCertificateCountsDownAndARefusedOneHasNothingLeft() throws Exception {
        SSLContext context = tenDays();
        HttpsServer console = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.setHttpsConfigurator(new HttpsConfigurator(context));
        answering(console);
        try {
            List<URI> watched = List.of(addressOf("https", console));

            new IdentityWatch(
                            HttpClient.newBuilder().sslContext(context).build(),
                            addressOf("http", provider),
                            watched,
                            meters)
                    .look();
            assertThat(leftOf(meters, console)).isBetween(9.9 * DAY, 10 * DAY);

            MeterRegistry others = new SimpleMeterRegistry();
            new IdentityWatch(HttpClient.newHttpClient(), addressOf("http", provider), watched, others).look();
            assertThat(leftOf(others, console)).isBetween(-60.0, 0.0);
        } finally {
            console.stop(0);
        }
    }

    private SSLContext tenDays() throws Exception {
        Path file = folder.resolve("keys");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "console",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "10",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "password")
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "password".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "password".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static <T extends HttpServer> T answering(T server) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI addressOf(String scheme, HttpServer server) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    private double valueOf(String gauge) {
        return meters.get(gauge).gauge().value();
    }

    private static double leftOf(MeterRegistry registry, HttpServer server) {
        return registry.get("whistle.certificate.left")
                .tag("address", "localhost:" + server.getAddress().getPort())
                .gauge()
                .value();
    }
}
