package org.whistle.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;

class StrictDoorTests {

    private final StrictDoor door = new StrictDoor();

    @ParameterizedTest
    @ValueSource(
            strings = {"/%61pi/intake/cases", "/api%2dx", "/a%5Fb", "/a%7e", "/a%30", "/a%4A", "/a%7a", "/a%ff", "/a%1f"
            })
    void aPathHasOneSpelling(String path) {
        assertThatExceptionOfType(RefusedAtDoorException.class)
                .isThrownBy(() -> door.getFirewalledRequest(request(path, null)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("INVALID_PATH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2fb", "/a%5cb", "/a;b=1", "/a//b", "/a/../b", "/a%00", "/a%25"})
    void whatSpringRefusesStaysRefused(String path) {
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> door.getFirewalledRequest(request(path, null)));
    }

    @ParameterizedTest
    @CsvSource({"a=%ff,/a", "x=%,/x", "x=%E,/x", "b=1&x=%ED%A0%80,/x", "text=%00,/text", "text=%0D,/text", "%ff=1,/%ff"
    })
    void aQueryIsPlainText(String query, String pointer) {
        assertThatExceptionOfType(RefusedAtDoorException.class)
                .isThrownBy(() -> door.getFirewalledRequest(request("/a", query)))
                .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void whatIsUsualPasses() {
        assertThatNoException().isThrownBy(() -> {
            door.getFirewalledRequest(
                    request("/api/intake/cases/%E4%BA%95%20x", "text=%E4%BA%95+%26&a&&b=%0D%0A%09&c="));
            door.getFirewalledRequest(request("/api/intake/cases", null));
        });
    }

    @Test
    void aThousandParametersAreEnough() {
        assertThatExceptionOfType(RefusedAtDoorException.class)
                .isThrownBy(() -> door.getFirewalledRequest(request("/a", "a&".repeat(1_001))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "=a", "a&=b"})
    void aParameterHasAName(String query) {
        assertThatExceptionOfType(RefusedAtDoorException.class)
                .isThrownBy(() -> door.getFirewalledRequest(request("/a", query)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("NAMELESS_PARAMETER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "*", " application/* ", "application/*+json", "application/ *; charset=utf-8"})
    void aBodyHasOneType(String type) {
        MockHttpServletRequest request = request("/a", null);
        request.setContentType(type);

        assertThatExceptionOfType(RefusedAtDoorException.class)
                .isThrownBy(() -> door.getFirewalledRequest(request))
                .satisfies(e -> assertThat(e.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE"));
        request.setContentType("multipart/form-data; boundary=/*");
        assertThatNoException().isThrownBy(() -> door.getFirewalledRequest(request));
    }

    @Test
    void aHeaderWithControlCharactersGoesNoFurther() {
        MockHttpServletRequest request = request("/a", null);
        request.addHeader("X-Name", "a\u0080");

        assertThatExceptionOfType(RequestRejectedException.class).isThrownBy(() -> door.getFirewalledRequest(request));
    }

    @Test
    void textIsPlainOrNot() {
        assertThat(PlainText.normalized("a\r\nb")).isEqualTo("a\nb");
        assertThat(List.of("a\u0000b", "a\rb", "\ud800", "\udc00x", "\u0085", "\u007f"))
                .noneMatch(PlainText::isPlain);
        assertThat(PlainText.isPlain("𠮷\u00a0")).isTrue();
    }

    private static MockHttpServletRequest request(String path, String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path.replaceAll("%[0-9A-Fa-f]{2}", "x"));
        request.setQueryString(query);
        return request;
    }
}
