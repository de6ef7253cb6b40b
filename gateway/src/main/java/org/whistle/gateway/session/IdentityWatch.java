package org.whistle.gateway.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the identity provider answers ({@code whistle.identity.up}), and for how many seconds the certificates of it and of
 * {@code whistle.watched}, such as the console's own address, are still valid ({@code whistle.certificate.left}). One that is
 * refused has none left; without TLS there is no number.
 */
@Component
@EnableScheduling
class IdentityWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final URI provider;
    private final List<URI> addresses;
    private final Map<URI, Instant> ends = new ConcurrentHashMap<>();
    private volatile double up = Double.NaN;

    @Autowired
    IdentityWatch(IdentityProperties identity, @Value("${whistle.watched:}") List<URI> watched, MeterRegistry meters) {
        this(HttpClient.newBuilder().connectTimeout(PATIENCE).build(), identity.issuerUri(), watched, meters);
    }

    IdentityWatch(HttpClient client, URI issuer, List<URI> watched, MeterRegistry meters) {
        this.client = client;
        this.provider = URI.create(issuer + "/.well-known/openid-configuration");
        watched.forEach(IdentityWatch::requireWeb);
        this.addresses =
                Stream.concat(Stream.of(provider), watched.stream()).distinct().toList();
        Gauge.builder("whistle.identity.up", () -> up).register(meters);
        addresses.forEach(address -> Gauge.builder("whistle.certificate.left", () -> left(address))
                .tag("address", address.getAuthority())
                .register(meters));
    }

    private static void requireWeb(URI address) {
        if (address.getHost() == null || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw new IllegalArgumentException(
                    "whistle.watched: " + address + " (expected: an address that begins with https://)");
        }
    }

    @Scheduled(fixedDelayString = "${whistle.watch-every:30s}")
    void look() throws InterruptedException {
        for (URI address : addresses) {
            boolean answered = answers(address);
            if (address.equals(provider)) {
                up = answered ? 1 : 0;
            }
        }
    }

    private boolean answers(URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.sslSession().isPresent()) {
                ends.put(address, endOf(answer.sslSession().get()));
            }
            return answer.statusCode() == 200;
        } catch (SSLHandshakeException e) {
            ends.put(address, Instant.now());
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static Instant endOf(SSLSession session) throws SSLPeerUnverifiedException {
        return ((X509Certificate) session.getPeerCertificates()[0])
                .getNotAfter()
                .toInstant();
    }

    private double left(URI address) {
        @Nullable Instant end = ends.get(address);
        return end == null ? Double.NaN : Duration.between(Instant.now(), end).toSeconds();
    }
}
