package org.whistle.standalone.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.whistle.setup.CannotStart;
import org.whistle.standalone.clock.DemoClock;
import org.whistle.standalone.launch.DataFolder;

/** The running identity provider. */
public final class IdentityProvider implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private IdentityProvider(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static IdentityProvider start(IdentitySettings settings, DemoClock clock) {
        return new IdentityProvider(new SpringApplicationBuilder(IdentityApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(application -> {
                    application.getBeanFactory().registerSingleton("identitySettings", settings);
                    application.getBeanFactory().registerSingleton("demoClock", clock);
                })
                .run("--server.port=" + settings.port()));
    }

    /** The signing key, made at the first start. */
    public static RSAKey keyOf(DataFolder data) {
        try {
            return RSAKey.parse(data.secret("identity.jwk.json", IdentityProvider::newKey));
        } catch (ParseException e) {
            throw new CannotStart("%s: not a key; remove it to get a new one".formatted(data.keys()), e);
        }
    }

    private static String newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token for the launcher's own calls. */
    public String tokenFor(String username) {
        return context.getBean(DemoTokens.class).tokenFor(username);
    }

    @Override
    public void close() {
        context.close();
    }
}
