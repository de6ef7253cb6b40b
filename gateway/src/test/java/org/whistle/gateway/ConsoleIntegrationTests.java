package org.whistle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as browsers get it. */
class ConsoleIntegrationTests extends GatewayScene {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

    @Test
    void startPageIsOpenAndNeverStale() {
        var page = send(navigation("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<div id=\"app\">").doesNotContain("<script>");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-cache"));
    }

    @Test
    void whatItLoadsIsOpenAndKeptForGood() {
        Matcher script = SCRIPT.matcher(send(navigation("/")).body());
        assertThat(script.find()).isTrue();

        var answer = send(to(script.group(1)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    }

    @ParameterizedTest
    @CsvSource({"'gzip, deflate, br', br", "gzip, gzip", "identity, ''"})
    void scriptsComeCompressedAsTheBrowserTakesThem(String accepted, String sent) {
        Matcher script = SCRIPT.matcher(send(navigation("/")).body());
        assertThat(script.find()).isTrue();

        var answer = send(to(script.group(1)).header("Accept-Encoding", accepted));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding").orElse("")).isEqualTo(sent);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        if (!sent.isEmpty()) {
            assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
        }
    }

    @Test
    void serviceWorkerAndManifestAreOpenAndNeverStale() {
        for (String path : new String[] {"/sw.js", "/manifest.webmanifest", "/icon-192.png", "/favicon.svg"}) {
            var answer = send(to(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(path)
                    .contains("no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/enter?to=/cases/1", "/desk/community?tab=handling", "/cases/01a220a3", "/no/such/page"})
    void deepLinkAsksForALogin(String path) {
        var answer = send(navigation(path));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("/oauth2/authorization/whistle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/none.js", "/none.js", "/none.png"})
    void missingFileIsNotThePage(String path) {
        var answer = send(to(path).header("Accept", "*/*"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("<div id=\"app\">");
    }

    private HttpRequest.Builder navigation(String path) {
        return to(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }
}
