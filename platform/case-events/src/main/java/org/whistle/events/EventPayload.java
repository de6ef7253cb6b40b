package org.whistle.events;

/** What an envelope carries as its {@code data}. */
public sealed interface EventPayload permits AdminEvent, CaseEvent, ReferenceEvent, UnrecognisedEvent {}
