package org.whistle.intake.photo;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where uploads are kept, and what a picture may cost.
 *
 * @param directory one file per content, named by its hash
 * @param memory what decoding may hold at once, and the copy that is scaled down once more; larger pictures are read at a
 *     half, a third, … of their size
 * @param longestSide in pixels; above it a picture is refused
 * @param pixels the most of a picture, however it is read; above it, it is refused
 * @param longestWait of a view for those before; after it the caller is asked to come again
 * @param uploadWait of an upload for those before, longer than one picture takes; after it as above
 * @param unattached how long the uploader sees a file that no case shows them
 */
@ConfigurationProperties("whistle.photos")
record PhotoProperties(
        Path directory,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("20000") int longestSide,
        @DefaultValue("250000000") long pixels,
        @DefaultValue("5s") Duration longestWait,
        @DefaultValue("15s") Duration uploadWait,
        @DefaultValue("30d") Duration unattached) {}
