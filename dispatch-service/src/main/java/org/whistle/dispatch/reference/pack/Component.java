package org.whistle.dispatch.reference.pack;

import org.jspecify.annotations.Nullable;

/**
 * A registered component 部件: a thing of public property at its place.
 *
 * @param category code of its category, such as {@code C0101}
 * @param owner unit; {@code STREET} is the street of the grid
 */
public record Component(
        String id,
        String category,
        String owner,
        Pack.Point position,
        @Nullable String nameZh,
        @Nullable String nameEn) {}
