package org.whistle.intake.photo;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where uploads are kept.
 *
 * @param directory one file per content, named by its hash
 */
@ConfigurationProperties("whistle.photos")
record PhotoProperties(Path directory) {}
