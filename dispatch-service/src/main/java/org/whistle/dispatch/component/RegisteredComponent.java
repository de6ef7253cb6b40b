package org.whistle.dispatch.component;

import org.whistle.events.Position;

/**
 * A thing of public property at its place.
 *
 * @param owner unit; {@code STREET} is the street of the grid
 */
public record RegisteredComponent(String id, String category, String owner, Position position) {}
