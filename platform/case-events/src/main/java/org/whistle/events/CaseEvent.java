package org.whistle.events;

/** Something that happened to a case; the type's name on the wire is {@code case.<kebab-cased record>.v1}. */
public sealed interface CaseEvent extends EventPayload permits IntakeEvent, DispatchEvent, DepartmentEvent, DeskEvent {}
