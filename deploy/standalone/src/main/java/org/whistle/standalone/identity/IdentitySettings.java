package org.whistle.standalone.identity;

import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import org.whistle.setup.account.Accounts;

/**
 * What the identity provider needs from the launcher.
 *
 * @param issuer its address, as in the tokens
 * @param consoles addresses at which the console may be opened
 * @param clientSecret the gateway's secret
 * @param key signs the tokens; kept, so that tokens survive a restart
 */
public record IdentitySettings(
        String issuer, int port, List<String> consoles, String clientSecret, RSAKey key, Accounts accounts) {

    public static final String CLIENT_ID = "whistle-console";

    public IdentitySettings {
        consoles = List.copyOf(consoles);
    }

    @Override
    public String toString() {
        return "IdentitySettings[issuer=%s]".formatted(issuer);
    }
}
