package org.whistle.intake.contact;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key of the reporters' contacts is.
 *
 * @param key a file with 32 bytes in Base64; without it no contact is kept
 */
@ConfigurationProperties("whistle.contacts")
record ContactProperties(@Nullable Path key) {}
