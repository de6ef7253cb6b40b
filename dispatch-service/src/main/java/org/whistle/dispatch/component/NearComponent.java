package org.whistle.dispatch.component;

/** A component with its distance from where somebody asked, in metres. */
public record NearComponent(RegisteredComponent component, double metres) {}
