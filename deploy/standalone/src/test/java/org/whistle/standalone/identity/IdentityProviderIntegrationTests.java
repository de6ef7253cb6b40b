package org.whistle.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.pack.CountyPack;
import org.whistle.standalone.clock.DemoClock;
import org.whistle.standalone.launch.DataFolder;
import org.whistle.standalone.launch.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The local identity provider over real HTTP. */
class IdentityProviderIntegrationTests {

    private static final String CONSOLE = "http://localhost:8080";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-protocol-0123456789";
    private static final String CHALLENGE = "cuDLKLSEEXdPMdTcku1cPfeThZCF1-hW_W8uYrfBLd8";

    @TempDir
    static Path folder;

    private static int port;
    private static DataFolder data;
    private static IdentityProvider provider;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() {
        data = DataFolder.open(folder);
        port = Ports.anyFree();
        Path home = Path.of("../..").toAbsolutePath().normalize();
        Accounts accounts = Accounts.read(CountyPack.find(home, "haiwan").accounts());
        provider = IdentityProvider.start(
                new IdentitySettings(
                        "http://localhost:" + port,
                        port,
                        List.of(CONSOLE),
                        "secret",
                        IdentityProvider.keyOf(data),
                        accounts),
                new DemoClock(Map.of()));
    }

    @AfterAll
    static void stop() throws Exception {
        provider.close();
        data.close();
    }

    @Test
    void demoTokenSaysWhoAndWhat() throws Exception {
        HttpResponse<String> answer = post("/demo/token", "username=dept-sanitation&password=demo");
        JsonNode token = JsonMapper.shared().readTree(answer.body());
        JWTClaimsSet claims =
                SignedJWT.parse(token.get("access_token").asString()).getJWTClaimsSet();

        assertThat(token.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(token.get("expires_in").asInt()).isEqualTo(43_200);
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:" + port);
        assertThat(claims.getSubject()).isEqualTo("dept-sanitation");
        assertThat(claims.getStringClaim("name")).startsWith("环境卫生中心联络员");
        assertThat(claims.getListClaim("grants"))
                .containsExactly(Map.of("role", "DEPARTMENT", "scopes", List.of("350999"), "unit", "SANITATION"));
    }

    @Test
    void wrongPasswordAndUnknownAccountAreRefused() throws Exception {
        HttpResponse<String> wrong = post("/demo/token", "username=grid&password=no");
        HttpResponse<String> unknown = post("/demo/token", "username=nobody&password=demo");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonMapper.shared().readTree(wrong.body()).get("code").asString())
                .isEqualTo("BAD_CREDENTIALS");
        assertThat(unknown.statusCode()).isEqualTo(401);
    }

    @Test
    void browserSignsInWithCodeAndProofKeyAndTheLoginIsRenewed() throws Exception {
        URI authorize = URI.create(
                "http://localhost:%d/oauth2/authorize?response_type=code&client_id=whistle-console".formatted(port)
                        + "&scope=openid%20profile&state=s&redirect_uri=" + CONSOLE + "/login/oauth2/code/whistle"
                        + "&code_challenge_method=S256&code_challenge=" + CHALLENGE);
        HttpResponse<String> first = send(HttpRequest.newBuilder(authorize).header("Accept", "text/html"));
        assertThat(first.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));

        String page = send(to("/login")).body();
        assertThat(page).contains("网格员", "value=\"dispatcher\"").doesNotContain("<script");
        String csrf = group(page, "name=\"_csrf\" value=\"([^\"]+)\"");
        HttpResponse<String> login = post("/login", "username=dispatcher&password=demo&_csrf=" + csrf);
        assertThat(login.statusCode()).isEqualTo(302);

        HttpResponse<String> back = send(HttpRequest.newBuilder(authorize).header("Accept", "text/html"));
        String code = group(back.headers().firstValue("Location").orElseThrow(), "code=([^&]+)");
        JsonNode tokens =
                token("grant_type=authorization_code&code=%s&redirect_uri=%s/login/oauth2/code/whistle&code_verifier=%s"
                        .formatted(code, CONSOLE, VERIFIER));
        JWTClaimsSet identity =
                SignedJWT.parse(tokens.get("id_token").asString()).getJWTClaimsSet();
        JsonNode renewed = token("grant_type=refresh_token&refresh_token="
                + tokens.get("refresh_token").asString());

        assertThat(identity.getStringClaim("preferred_username")).isEqualTo("dispatcher");
        assertThat(identity.getClaims()).as("it opens nothing").doesNotContainKey("grants");
        assertThat(identity.getAudience()).containsExactly("whistle-console");
        SignedJWT access = SignedJWT.parse(renewed.get("access_token").asString());
        assertThat(access.getHeader().getType()).hasToString("at+jwt");
        assertThat(access.getJWTClaimsSet().getAudience()).containsExactly("whistle-api");
        assertThat(send(to("/userinfo").header("Authorization", "Bearer " + access.serialize()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(access.getJWTClaimsSet().getListClaim("grants")).hasSize(1);
    }

    private JsonNode token(String form) throws Exception {
        String basic = Base64.getEncoder().encodeToString("whistle-console:secret".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(to("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
