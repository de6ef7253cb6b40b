package org.whistle.events;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the event types, derived from the sealed families so that none can be forgotten. */
public final class EventTypes {

    private static final Map<String, Class<? extends EventPayload>> BY_NAME = Stream.of(
                    CaseEvent.class, ReferenceEvent.class, AdminEvent.class)
            .flatMap(EventTypes::records)
            .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, Function.identity()));

    private EventTypes() {}

    /** Every known type name, sorted. */
    public static List<String> names() {
        return BY_NAME.keySet().stream().sorted().toList();
    }

    /** The record behind a type name, empty for a type of another version. */
    public static Optional<Class<? extends EventPayload>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The type name of a record, such as {@code case.ticket-filed.v1}. */
    public static String nameOf(Class<? extends EventPayload> type) {
        return familyOf(type)
                + type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".v1";
    }

    private static String familyOf(Class<? extends EventPayload> type) {
        if (CaseEvent.class.isAssignableFrom(type)) {
            return "case.";
        }
        return AdminEvent.class.isAssignableFrom(type) ? "admin." : "reference.";
    }

    private static Stream<Class<? extends EventPayload>> records(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(type.asSubclass(EventPayload.class)) : records(type));
    }
}
