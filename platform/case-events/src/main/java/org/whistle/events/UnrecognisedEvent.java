package org.whistle.events;

/** An event of a type this reader does not know: recorded and ignored by desks, appended by audit. */
public record UnrecognisedEvent() implements EventPayload {}
