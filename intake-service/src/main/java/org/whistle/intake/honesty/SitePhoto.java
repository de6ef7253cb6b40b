package org.whistle.intake.honesty;

import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.events.evidence.Evidence;

/**
 * A photo of a case.
 *
 * @param position the position in its metadata; stored at intake only, the token carries only a hash
 */
public record SitePhoto(Evidence evidence, @Nullable Position position) {}
