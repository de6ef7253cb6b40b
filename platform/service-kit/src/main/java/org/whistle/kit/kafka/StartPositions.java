package org.whistle.kit.kafka;

import java.util.OptionalLong;

/** Start offsets of a reader that stores its position with its data, instead of the committed offsets of its group. */
@FunctionalInterface
public interface StartPositions {

    /** The first offset to read of a partition that was just assigned, or after a failure; empty for the committed one. */
    OptionalLong of(int partition);
}
