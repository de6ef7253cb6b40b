package org.whistle.setup.realm;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.whistle.setup.account.Accounts;
import tools.jackson.databind.json.JsonMapper;

/** The password of all demo accounts as Keycloak stores it: hashed here once, not by it a hundred times. */
final class DemoPassword {

    private static final int ITERATIONS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 512;

    private DemoPassword() {}

    static Map<String, Object> credential() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of(
                "type",
                "password",
                "secretData",
                json(Map.of("value", base64.encodeToString(hash(salt)), "salt", base64.encodeToString(salt))),
                "credentialData",
                json(Map.of("hashIterations", ITERATIONS, "algorithm", "pbkdf2-sha512")));
    }

    private static byte[] hash(byte[] salt) {
        try {
            PBEKeySpec key = new PBEKeySpec(Accounts.PASSWORD.toCharArray(), salt, ITERATIONS, KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, ?> data) {
        return JsonMapper.shared().writeValueAsString(data);
    }
}
