package org.whistle.events;

import java.util.Arrays;

/** A service that signs events; its source is what stands in the envelope. */
public enum Producer {
    INTAKE("intake-service"),
    DISPATCH("dispatch-service"),
    DEPARTMENT("department-service"),
    AUDIT("audit-service");

    private final String service;

    Producer(String service) {
        this.service = service;
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

    /** Whether this service may decide such an event (events.md: one producer each, desk events from any desk). */
    public boolean mayDecide(EventPayload payload) {
        return switch (payload) {
            case IntakeEvent _ -> this == INTAKE;
            case DispatchEvent _, ReferenceEvent _ -> this == DISPATCH;
            case DepartmentEvent _ -> this == DEPARTMENT;
            case DeskEvent _ -> this != AUDIT;
            case AdminEvent.PackTookEffect _,
                    AdminEvent.NotificationRuleChanged _,
                    AdminEvent.WebhookSubscribed _,
                    AdminEvent.WebhookSecretIssued _,
                    AdminEvent.WebhookResumed _,
                    AdminEvent.WebhookEnded _ -> this == DISPATCH;
            case AdminEvent.IntegrationAdmitted _,
                    AdminEvent.IntegrationKeyIssued _,
                    AdminEvent.IntegrationRevoked _,
                    AdminEvent.ReporterRevealed _ -> this == INTAKE;
            case AdminEvent _ -> this == AUDIT;
            case UnrecognisedEvent _ -> true;
        };
    }
}
