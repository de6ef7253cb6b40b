package org.whistle.events;

import java.util.Arrays;
import java.util.List;

/**
 * A service that signs events, with the families it decides (events.md: one producer each, desk events from any desk, deletions from any); its source
 * is the one of its envelopes.
 */
public enum Producer {
    INTAKE(
            "intake-service",
            List.of(IntakeEvent.class, DeskEvent.class, AdminEvent.OfIntake.class, AdminEvent.OfEach.class)),
    DISPATCH(
            "dispatch-service",
            List.of(
                    DispatchEvent.class,
                    DeskEvent.class,
                    ReferenceEvent.class,
                    AdminEvent.OfDispatch.class,
                    AdminEvent.OfEach.class)),
    DEPARTMENT("department-service", List.of(DepartmentEvent.class, DeskEvent.class, AdminEvent.OfEach.class)),
    AUDIT("audit-service", List.of(AdminEvent.OfAudit.class, AdminEvent.OfEach.class));

    private final String service;
    private final List<Class<? extends EventPayload>> families;

    Producer(String service, List<Class<? extends EventPayload>> families) {
        this.service = service;
        this.families = families;
    }

    /** The service's name, such as {@code intake-service}. */
    public String service() {
        return service;
    }

    /** The envelope's {@code source}, such as {@code /intake-service}. */
    public String source() {
        return "/" + service;
    }

    /**
     * Finds a producer by its service name.
     *
     * @throws IllegalArgumentException for a name no service bears
     */
    public static Producer ofService(String service) {
        return Arrays.stream(values())
                .filter(producer -> producer.service.equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("service: " + service + " (expected: one of ours)"));
    }

    /** Whether this service may decide such an event; anyone may one of a type that this reader does not know. */
    public boolean mayDecide(EventPayload payload) {
        return payload instanceof UnrecognisedEvent || mayDecide(payload.getClass());
    }

    /** Whether this service may decide events of such a type. */
    public boolean mayDecide(Class<? extends EventPayload> type) {
        return families.stream().anyMatch(family -> family.isAssignableFrom(type));
    }
}
