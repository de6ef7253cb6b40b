package org.whistle.kit.signing;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.events.signature.TrustedKeys;
import org.whistle.proof.signature.Ed25519;

/** Reads the keys once, at the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningProperties.class)
class SigningConfiguration {

    @Bean
    TrustedKeys trustedKeys(SigningProperties properties) {
        return TrustedKeys.ofDirectory(properties.trustedKeys());
    }

    @Bean
    SigningKey signingKey(SigningProperties properties, TrustedKeys trusted) throws IOException {
        return SigningKey.ofPem(Files.readString(properties.privateKey()), trusted);
    }

    /** How many signatures this process made and verified. */
    @Bean
    MeterBinder signatureCounts() {
        return meters -> {
            FunctionCounter.builder("whistle.signatures.made", Ed25519.class, _ -> Ed25519.made())
                    .register(meters);
            FunctionCounter.builder("whistle.signatures.verified", Ed25519.class, _ -> Ed25519.verified())
                    .register(meters);
        };
    }

    @Bean
    Producer producer(@Value("${spring.application.name}") String service) {
        return Producer.ofService(service);
    }
}
