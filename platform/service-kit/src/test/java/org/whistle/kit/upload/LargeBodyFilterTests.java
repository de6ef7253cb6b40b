package org.whistle.kit.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LargeBodyFilterTests {

    private static final long ALL = Long.MAX_VALUE;
    private static final long LARGEST = 25 << 20;

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/dispatch/reference/packs/350999, application/zip, " + ALL,
        "POST, /api/intake/photos, application/zip, 3",
        "PUT, /api/dispatch/reference/limits/DISPATCH, application/zip, 3",
        "POST, /api/dispatch/reference/packs/350999/records, application/json, 3",
        "GET, /api/dispatch/reference/packs/350999, application/zip, 3",
    })
    void onlyAPackTakesAllTheRoom(String method, String path, String type, long room) {
        MockHttpServletRequest request = request(method, path, type);
        request.setContent(new byte[3]);

        assertThat(LargeBodyFilter.room(request)).isEqualTo(room);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/intake/photos, application/zip, 0",
        "POST, /api/intake/photos, multipart/form-data, " + LARGEST,
        "POST, /api/dispatch/reference/packs/350999/records, application/json, " + LARGEST,
        "POST, /work-orders/v1/1/messages, application/json, " + LARGEST,
    })
    void withoutALengthItIsWhatTheGatewayLetsThrough(String method, String path, String type, long room) {
        MockHttpServletRequest request = request(method, path, type);
        request.addHeader("Transfer-Encoding", "chunked");

        assertThat(LargeBodyFilter.room(request)).isEqualTo(room);
    }

    private static MockHttpServletRequest request(String method, String path, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setContentType(type);
        return request;
    }
}
