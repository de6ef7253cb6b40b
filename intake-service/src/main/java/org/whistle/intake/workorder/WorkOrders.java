package org.whistle.intake.workorder;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClientException;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.json.JsonMapper;

/** The command center's view of the exchange with other platforms. */
@Service
public class WorkOrders {

    private static final Set<Role> LOOKING_AFTER = EnumSet.of(Role.DISPATCHER, Role.COMMAND_LEADER);
    private static final int MOST = 200;

    private final WorkOrderProperties properties;
    private final WorkOrderStore store;
    private final Reconciliation reconciliation;
    private final WorkOrderWorker exchange;
    private final JsonMapper json;

    WorkOrders(
            WorkOrderProperties properties,
            WorkOrderStore store,
            Reconciliation reconciliation,
            WorkOrderWorker exchange,
            JsonMapper json) {
        this.properties = properties;
        this.store = store;
        this.reconciliation = reconciliation;
        this.exchange = exchange;
        this.json = json;
    }

    /** Messages that could not be applied, and why; the oldest 200. */
    public List<ParkedMessage> parked(Caller caller) {
        return store.parked(systems(caller), MOST).stream()
                .map(one -> new ParkedMessage(
                        one.id(),
                        one.system(),
                        one.messageId(),
                        one.number(),
                        one.kind(),
                        one.reason(),
                        one.receivedAt()))
                .toList();
    }

    /** A parked message that needs attention. */
    public record ParkedMessage(
            long id,
            String system,
            String messageId,
            String number,
            String kind,
            String reason,
            java.time.Instant receivedAt) {}

    /**
     * Has a parked message tried again, with its category or jurisdiction put right.
     *
     * @throws RefusedException 404 where none is parked under that id
     */
    public void retry(long id, @Nullable String category, @Nullable String jurisdictionCode, Caller caller) {
        Map<String, String> corrections = new TreeMap<>();
        if (category != null) {
            corrections.put("category", category);
        }
        if (jurisdictionCode != null) {
            corrections.put("jurisdictionCode", jurisdictionCode);
        }
        if (!store.unpark(id, systems(caller), json.writeValueAsString(corrections))) {
            throw RefusedException.notFound();
        }
        exchange.wake();
    }

    /** The last comparison with each platform. */
    public List<Reconciliation.Report> reports(Caller caller) {
        return systems(caller).stream()
                .flatMap(system -> reconciliation.last(system).stream())
                .toList();
    }

    /**
     * Compares now.
     *
     * @throws RefusedException 404 for an unknown platform, 503 where it does not answer
     */
    public Reconciliation.Report reconcile(String code, Caller caller) {
        if (!systems(caller).contains(code)) {
            throw RefusedException.notFound();
        }
        try {
            return reconciliation.run(properties.find(code).orElseThrow(RefusedException::notFound));
        } catch (RestClientException e) {
            throw new RefusedException(new Refusal.Other(503, "PLATFORM_UNAVAILABLE"));
        }
    }

    private List<String> systems(Caller caller) {
        if (caller.in(LOOKING_AFTER).findAny().isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return properties.systems().stream()
                .filter(system -> caller.in(LOOKING_AFTER).anyMatch(grant -> grant.covers(system.county())))
                .map(WorkOrderProperties.System::code)
                .toList();
    }
}
