package org.whistle.setup.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.pack.CountyPack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The realm made from a pack; that Keycloak accepts it and issues the right tokens is tested by the journey from images. */
class RealmTests {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final CountyPack INVENTED = CountyPack.find(HOME, "haiwan");
    private static final CountyPack REAL =
            new CountyPack("real", INVENTED.folder(), "350999", INVENTED.nameZh(), false);

    @Test
    void aDemonstrationHasThePacksAccountsWithTheirGrantsAndPassword() throws IOException {
        JsonNode realm = realm(INVENTED, true);
        JsonNode account = named(realm.path("users"), "username", "dept-sanitation");

        assertThat(JsonMapper.shared()
                        .readTree(account.path("attributes")
                                .path("grants")
                                .path(0)
                                .asString()))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"role\":\"DEPARTMENT\",\"scopes\":[\"350999\"],\"unit\":\"SANITATION\"}"));
        assertThat(account.path("credentials").path(0).path("secretData").asString())
                .contains("salt")
                .doesNotContain("demo");
        assertThat(realm.path("attributes").path("whistle.demo").asString()).isEqualTo("true");
        assertThat(clients(realm)).contains(Realm.DEMO_CLIENT);
    }

    @Test
    void elsewhereInventedPeopleStayOutAndThereIsNoClientForPasswords() throws IOException {
        JsonNode realm = realm(INVENTED, false);

        assertThat(realm.path("users").findValuesAsString("username"))
                .containsExactlyInAnyOrder("service-account-whistle-setup", "service-account-whistle-integration");
        assertThat(clients(realm))
                .containsExactlyInAnyOrder(Realm.CONSOLE_CLIENT, Realm.SETUP_CLIENT, Realm.INTEGRATION_CLIENT);
        assertThat(realm.path("clients"))
                .noneMatch(client -> client.path("directAccessGrantsEnabled").asBoolean());
        assertThat(realm.path("passwordPolicy").asString()).contains("length(12)");
    }

    @Test
    void peopleOfARealCountyChooseAPasswordAndTheCountysASecondFactor() throws IOException {
        JsonNode users = realm(REAL, false).path("users");

        assertThat(users).noneMatch(user -> user.has("credentials"));
        assertThat(named(users, "username", "dispatcher")
                        .path("realmRoles")
                        .path(0)
                        .asString())
                .isEqualTo("second-factor");
        assertThat(named(users, "username", "dispatcher")
                        .path("requiredActions")
                        .path(0)
                        .asString())
                .isEqualTo("UPDATE_PASSWORD");
        assertThat(named(users, "username", "grid").has("realmRoles")).isFalse();
    }

    @Test
    void theConsoleSignsInWithACodeAndProofOfItsKeyAtItsAddressesOnly() throws IOException {
        JsonNode console = named(realm(INVENTED, false).path("clients"), "clientId", Realm.CONSOLE_CLIENT);

        assertThat(console.path("redirectUris").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "https://whistle.example.org/login/oauth2/code/whistle",
                        "http://localhost:8080/login/oauth2/code/whistle");
        assertThat(console.path("attributes").path("pkce.code.challenge.method").asString())
                .isEqualTo("S256");
        assertThat(console.path("attributes").path("post.logout.redirect.uris").asString())
                .isEqualTo("https://whistle.example.org/##http://localhost:8080/");
        assertThat(console.path("secret").asString()).isEqualTo("console-secret");
    }

    @Test
    void accessTokensAreForTheInterfacesAndIdTokensSayNothingOfGrants() throws IOException {
        for (JsonNode client : realm(INVENTED, true).path("clients")) {
            JsonNode mappers = client.path("protocolMappers");
            JsonNode grants = named(mappers, "name", "grants").path("config");

            assertThat(client.path("attributes")
                            .path("access.token.header.type.rfc9068")
                            .asString())
                    .isEqualTo("true");
            assertThat(named(mappers, "name", "audience")
                            .path("config")
                            .path("included.custom.audience")
                            .asString())
                    .isEqualTo("whistle-api");
            assertThat(grants.path("access.token.claim").asString()).isEqualTo("true");
            assertThat(grants.path("id.token.claim").asString()).isEqualTo("false");
        }
    }

    @Test
    void nobodyButAnAdministratorSeesOrChangesGrants() throws IOException {
        String profile = realm(INVENTED, true)
                .path("components")
                .path("org.keycloak.userprofile.UserProfileProvider")
                .path(0)
                .path("config")
                .path("kc.user.profile.config")
                .path(0)
                .asString();
        JsonNode grants = named(JsonMapper.shared().readTree(profile).path("attributes"), "name", "grants");

        assertThat(grants.path("permissions").toString())
                .isIn("{\"view\":[\"admin\"],\"edit\":[\"admin\"]}", "{\"edit\":[\"admin\"],\"view\":[\"admin\"]}");
    }

    private static JsonNode realm(CountyPack pack, boolean demo) throws IOException {
        Realm.Settings settings = new Realm.Settings(
                List.of(URI.create("https://whistle.example.org"), URI.create("http://localhost:8080")),
                "console-secret",
                "integration-secret",
                "setup-secret",
                demo);
        List<org.whistle.setup.account.Account> accounts =
                List.copyOf(Accounts.read(pack.accounts()).all());
        return JsonMapper.shared().readTree(Realm.of(pack, accounts, settings));
    }

    private static List<String> clients(JsonNode realm) {
        return realm.path("clients")
                .valueStream()
                .map(client -> client.path("clientId").asString())
                .toList();
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        return list.valueStream()
                .filter(one -> one.path(field).asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
