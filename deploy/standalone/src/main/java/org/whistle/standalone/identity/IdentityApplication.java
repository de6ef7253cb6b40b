package org.whistle.standalone.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.realm.Realm;
import org.whistle.standalone.clock.DemoClock;

/** The provider's parts: one client, the pack's accounts, one kept key. */
@SpringBootApplication(scanBasePackageClasses = {IdentityApplication.class, DemoClock.class})
class IdentityApplication {

    private static final int PASSWORD_STRENGTH = 8;

    @Bean
    AuthorizationServerSettings authorizationServer(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(PASSWORD_STRENGTH);
    }

    @Bean
    UserDetailsService users(IdentitySettings settings, PasswordEncoder passwords) {
        String password = passwords.encode(Accounts.PASSWORD);
        return username -> settings.accounts()
                .find(username)
                .map(account ->
                        User.withUsername(username).password(password).roles().build())
                .orElseThrow(() -> new UsernameNotFoundException(username));
    }

    @Bean
    JWKSource<SecurityContext> keys(IdentitySettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(settings.key()));
    }

    @Bean
    JwtEncoder tokens(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    /** For the provider's own userinfo endpoint, which answers whose access token it is. */
    @Bean
    JwtDecoder accessTokens(JWKSource<SecurityContext> keys) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(
                JwtValidators.createDefaultWithValidators(List.of(new JwtTypeValidator(Claims.ACCESS_TOKEN))));
        return decoder;
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(IdentitySettings settings) {
        return context -> {
            Authentication principal = Objects.requireNonNull(context.getPrincipal());
            Account account = settings.accounts().find(principal.getName()).orElseThrow();
            if (context.getTokenType().equals(OAuth2TokenType.ACCESS_TOKEN)) {
                context.getJwsHeader().type(Claims.ACCESS_TOKEN);
                context.getClaims().audience(List.of(Realm.API));
                Claims.add(account, context.getClaims()::claim);
            } else {
                Claims.addNames(account, context.getClaims()::claim);
            }
        };
    }

    @Bean
    RegisteredClientRepository clients(IdentitySettings settings, PasswordEncoder passwords) {
        List<String> logins = settings.consoles().stream()
                .map(console -> console + "/login/oauth2/code/whistle")
                .toList();
        List<String> pages =
                settings.consoles().stream().map(console -> console + "/").toList();
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(
                        UUID.randomUUID().toString())
                .clientId(IdentitySettings.CLIENT_ID)
                .clientSecret(passwords.encode(settings.clientSecret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(logins))
                .postLogoutRedirectUris(uris -> uris.addAll(pages))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(Duration.ofMinutes(30))
                        .refreshTokenTimeToLive(Duration.ofHours(12))
                        .build())
                .build());
    }
}
