package org.whistle.kit.signing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys are.
 *
 * @param privateKey this service's Ed25519 key as PKCS#8 PEM
 * @param trustedKeys a folder of {@code <service>.<key id>.pub.pem}, old keys included
 */
@ConfigurationProperties("whistle.signing")
record SigningProperties(Path privateKey, Path trustedKeys) {}
