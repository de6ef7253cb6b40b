package org.whistle.setup.realm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Grant;
import org.whistle.setup.pack.CountyPack;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Keycloak realm in its import format: the rules of signing in from {@code realm.json}, the clients, and the accounts of
 * a county pack. What an account may do is its attribute {@code grants}, one JSON object for each grant, which only
 * administrators see and change; tokens carry it as the claim {@code grants}.
 */
public final class Realm {

    /** The console behind the gateway. */
    public static final String CONSOLE_CLIENT = "whistle-console";

    /** Brings packs in, and nothing else. */
    public static final String SETUP_CLIENT = "whistle-setup";

    /** The city's other systems, as one account until each gets a client of its own. */
    public static final String INTEGRATION_CLIENT = "whistle-integration";

    /** Tokens against a password, for scripts; exists in a demonstration only. */
    public static final String DEMO_CLIENT = "whistle-demo";

    /** The audience of access tokens: Whistle's interfaces. */
    public static final String API = "whistle-api";

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Has Keycloak write the type of an access token into its header. */
    private static final String RFC_9068 = "access.token.header.type.rfc9068";

    private static final Set<String> WITHOUT_SECOND_FACTOR = Set.of("GRID_WORKER", "CITIZEN");
    private static final List<String> SCOPES = List.of("profile", "web-origins", "acr");

    private Realm() {}

    /**
     * What differs between installations.
     *
     * @param consoles addresses at which the console is opened
     * @param demo the pack's accounts get the password {@code demo}, and there is a client for scripts
     */
    public record Settings(
            List<URI> consoles, String consoleSecret, String integrationSecret, String setupSecret, boolean demo) {

        public Settings {
            consoles = List.copyOf(consoles);
        }

        @Override
        public String toString() {
            return "Settings[consoles=%s, demo=%s]".formatted(consoles, demo);
        }
    }

    /**
     * The realm as JSON. Accounts of a demonstration pack are included in a demo realm only; those of a real county have no
     * password until an administrator sends them one.
     */
    public static String of(CountyPack pack, List<Account> accounts, Settings settings) throws IOException {
        Map<String, Object> realm = template();
        realm.put("displayName", "Whistle 吹哨 · " + pack.nameZh());
        realm.put("attributes", Map.of("whistle.demo", String.valueOf(settings.demo())));
        realm.put("components", Map.of("org.keycloak.userprofile.UserProfileProvider", List.of(profile())));
        realm.put("clients", clients(settings));
        List<Map<String, Object>> users = new ArrayList<>();
        users.add(serviceAccount(SETUP_CLIENT, new Grant("ADMIN", List.of(pack.county()), null)));
        users.add(serviceAccount(INTEGRATION_CLIENT, new Grant("CITIZEN", List.of(pack.county()), null)));
        if (settings.demo()) {
            realm.remove("passwordPolicy");
            Map<String, Object> password = DemoPassword.credential();
            accounts.forEach(account -> users.add(demo(account, password)));
        } else if (!pack.demo()) {
            accounts.forEach(account -> users.add(invited(account)));
        }
        realm.put("users", users);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(realm);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> template() throws IOException {
        try (InputStream in = Objects.requireNonNull(Realm.class.getResourceAsStream("realm.json"))) {
            return new LinkedHashMap<>(JSON.readValue(in, Map.class));
        }
    }

    private static List<Map<String, Object>> clients(Settings settings) {
        List<Map<String, Object>> clients = new ArrayList<>();
        clients.add(console(settings));
        clients.add(service(SETUP_CLIENT, settings.setupSecret()));
        clients.add(service(INTEGRATION_CLIENT, settings.integrationSecret()));
        if (settings.demo()) {
            Map<String, Object> scripts = client(DEMO_CLIENT);
            scripts.put("publicClient", true);
            scripts.put("directAccessGrantsEnabled", true);
            clients.add(scripts);
        }
        return clients;
    }

    private static Map<String, Object> console(Settings settings) {
        Map<String, Object> client = client(CONSOLE_CLIENT);
        client.put("secret", settings.consoleSecret());
        client.put("standardFlowEnabled", true);
        client.put(
                "redirectUris",
                settings.consoles().stream()
                        .map(console -> console + "/login/oauth2/code/whistle")
                        .toList());
        String pages = String.join(
                "##", settings.consoles().stream().map(console -> console + "/").toList());
        client.put(
                "attributes",
                Map.of(RFC_9068, "true", "pkce.code.challenge.method", "S256", "post.logout.redirect.uris", pages));
        return client;
    }

    private static Map<String, Object> service(String name, String secret) {
        Map<String, Object> client = client(name);
        client.put("secret", secret);
        client.put("serviceAccountsEnabled", true);
        return client;
    }

    private static Map<String, Object> client(String name) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", name);
        client.put("enabled", true);
        client.put("protocol", "openid-connect");
        client.put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("implicitFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("fullScopeAllowed", false);
        client.put("defaultClientScopes", SCOPES);
        client.put("optionalClientScopes", List.of());
        client.put("attributes", Map.of(RFC_9068, "true"));
        client.put("protocolMappers", List.of(subject(), grants(), audience()));
        return client;
    }

    /** The account's name, as packs, rosters and timelines name people. */
    private static Map<String, Object> subject() {
        return mapper(
                "subject", "oidc-usermodel-property-mapper", Map.of("user.attribute", "username", "claim.name", "sub"));
    }

    private static Map<String, Object> audience() {
        return mapper(
                "audience",
                "oidc-audience-mapper",
                Map.of("included.custom.audience", API, "id.token.claim", "false", "userinfo.token.claim", "false"));
    }

    /** In access tokens only: an ID token identifies the account, not its rights. */
    private static Map<String, Object> grants() {
        return mapper(
                "grants",
                "oidc-usermodel-attribute-mapper",
                Map.of(
                        "id.token.claim",
                        "false",
                        "userinfo.token.claim",
                        "false",
                        "user.attribute",
                        "grants",
                        "claim.name",
                        "grants",
                        "jsonType.label",
                        "JSON",
                        "multivalued",
                        "true"));
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> more) {
        Map<String, String> config = new LinkedHashMap<>(more);
        config.putIfAbsent("jsonType.label", "String");
        config.put("access.token.claim", "true");
        config.putIfAbsent("id.token.claim", "true");
        config.putIfAbsent("userinfo.token.claim", "true");
        config.put("introspection.token.claim", "true");
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
    }

    private static Map<String, Object> serviceAccount(String client, Grant grant) {
        Map<String, Object> user = user("service-account-" + client, List.of(grant));
        user.put("serviceAccountClientId", client);
        return user;
    }

    private static Map<String, Object> demo(Account account, Map<String, Object> password) {
        Map<String, Object> user = user(account.username(), account.grants());
        user.put("firstName", account.name());
        user.put("credentials", List.of(password));
        return user;
    }

    private static Map<String, Object> invited(Account account) {
        Map<String, Object> user = user(account.username(), account.grants());
        user.put("firstName", account.name());
        user.put("requiredActions", List.of("UPDATE_PASSWORD"));
        if (!account.grants().stream().map(Grant::role).allMatch(WITHOUT_SECOND_FACTOR::contains)) {
            user.put("realmRoles", List.of("second-factor"));
        }
        return user;
    }

    private static Map<String, Object> user(String name, List<Grant> grants) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", name);
        user.put("enabled", true);
        user.put(
                "attributes",
                Map.of(
                        "grants",
                        grants.stream()
                                .map(grant -> JSON.writeValueAsString(grant.asClaim()))
                                .toList()));
        return user;
    }

    /** Who may see and change each attribute of an account; no account may change its own grants. */
    private static Map<String, Object> profile() {
        List<Map<String, Object>> attributes = List.of(
                attribute("username", List.of("admin"), Map.of("length", Map.of("min", 1, "max", 100))),
                attribute("email", List.of("admin", "user"), Map.of("email", Map.of())),
                attribute("firstName", List.of("admin"), Map.of("length", Map.of("max", 255))),
                attribute("lastName", List.of("admin"), Map.of("length", Map.of("max", 255))),
                Map.of(
                        "name",
                        "grants",
                        "displayName",
                        "grants",
                        "multivalued",
                        true,
                        "permissions",
                        Map.of("view", List.of("admin"), "edit", List.of("admin"))));
        Map<String, Object> profile = Map.of("attributes", attributes, "groups", List.of());
        return Map.of(
                "providerId",
                "declarative-user-profile",
                "config",
                Map.of("kc.user.profile.config", List.of(JSON.writeValueAsString(profile))));
    }

    private static Map<String, Object> attribute(String name, List<String> editors, Map<String, Object> validations) {
        return Map.of(
                "name",
                name,
                "displayName",
                "${" + name + "}",
                "permissions",
                Map.of("view", List.of("admin", "user"), "edit", editors),
                "validations",
                validations);
    }
}
