package org.whistle.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTests {

    @ParameterizedTest
    @CsvSource({
        "whistle.example.org, true",
        "WHISTLE.example.ORG, true",
        "intern.example.org, true",
        "localhost, true",
        "identity.localhost, true",
        "192.168.1.20, true",
        "::1, true",
        "[fe80::1], true",
        "evil.example, false",
        "whistle.example.org.evil.example, false",
        "evil-whistle.example.org, false",
        "localhost.evil.example, false",
        "10.evil, false",
        "abc, false",
    })
    void aNameIsOneOfOursOrAnAddress(String host, boolean known) {
        KnownHosts hosts = KnownHosts.of(
                List.of(URI.create("https://whistle.example.org/"), URI.create("http://intern.example.org:8080")));

        assertThat(hosts.contains(host)).isEqualTo(known);
    }

    @Test
    void aSettingThatIsNoAddressIsNamed() {
        assertThatThrownBy(() -> KnownHosts.of(List.of(URI.create("whistle.example.org"))))
                .hasMessageContaining("whistle.url: whistle.example.org");
    }
}
