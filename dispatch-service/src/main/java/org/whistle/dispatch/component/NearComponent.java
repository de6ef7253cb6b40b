package org.whistle.dispatch.component;

/** A component with its distance from the position asked about, in metres. */
public record NearComponent(RegisteredComponent component, double metres) {}
