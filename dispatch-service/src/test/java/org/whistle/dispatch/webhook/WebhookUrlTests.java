package org.whistle.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

class WebhookUrlTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.org/whistle?key=1",
                "https://example.org:8443",
                "HTTPS://EXAMPLE.ORG/a",
                "https://8.8.8.8/"
            })
    void addressesOfTheOutsideMayBeCalled(String url) {
        assertThatCode(() -> WebhookUrl.check(url, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/, HTTPS_REQUIRED",
        "ftp://example.org/, HTTPS_REQUIRED",
        "example.org, HTTPS_REQUIRED",
        "https:///nowhere, INVALID_URL",
        "https://user:password@example.org/, INVALID_URL",
        "https://example.org/#part, INVALID_URL",
        "https://exa mple.org/, INVALID_URL",
        "https://127.0.0.1/, PRIVATE_ADDRESS",
        "https://localhost/, PRIVATE_ADDRESS",
        "https://a.localhost/, PRIVATE_ADDRESS",
        "https://10.1.2.3/, PRIVATE_ADDRESS",
        "https://192.168.1.1/, PRIVATE_ADDRESS",
        "https://169.254.169.254/, PRIVATE_ADDRESS",
        "https://0.0.0.0/, PRIVATE_ADDRESS",
        "https://[::1]/, PRIVATE_ADDRESS",
        "https://[::ffff:10.0.0.1]/, PRIVATE_ADDRESS",
        "https://[fd00::1]/, PRIVATE_ADDRESS",
        "https://[64:ff9b::8.8.8.8]/, PRIVATE_ADDRESS",
        "https://[::8.8.8.8]/, PRIVATE_ADDRESS"
    })
    void othersAreRefusedByName(String url, String code) {
        refuses(url, false, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.1.2.3/", "http://localhost:8080/", "https://[fd00::1]/", "https://[::1]:65535/"})
    void privateOnesMayBeCalledWhereTheyAreAllowed(String url) {
        assertThatCode(() -> WebhookUrl.check(url, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://100.100.100.200/latest/meta-data",
                "http://192.0.0.192/opc/v2/instance",
                "http://[fd00:ec2::254]/latest/meta-data",
                "http://[fd20:ce::254]/computeMetadata/v1",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[2001:0:a9fe:a9fe::1]/",
                "http://[::a9fe:a9fe]/",
                "http://[::]/",
                "http://[fe80::1]/",
                "http://[ff02::1]/",
                "http://224.0.0.1/"
            })
    void whatHandsOutCredentialsOrHidesAnotherAddressNever(String url) {
        refuses(url, true, "PRIVATE_ADDRESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0xa9fea9fe/",
                "http://0XA9.0xfe.0xa9.0xfe/",
                "http://169.254.169.0xfe./",
                "http://[fe80::1%25eth0]/",
                "http://[fd00::1%eth0]/",
                "http://10.1.2.3:0/",
                "http://10.1.2.3:99999/"
            })
    void whatIsNoAddressAndPortForEveryProgramNever(String url) {
        refuses(url, true, "INVALID_URL");
    }

    private static void refuses(String url, boolean allowPrivate, String code) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> WebhookUrl.check(url, allowPrivate))
                .extracting(RefusedException::refusal)
                .isEqualTo(new Refusal.Unprocessable(java.util.List.of(new Refusal.FieldError("/url", code))));
    }
}
