package org.whistle.intake.workorder.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.workorder.Exchange;
import org.whistle.intake.workorder.Inbox;
import org.whistle.intake.workorder.WorkOrderProperties;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.JsonNode;

/** Where another platform pushes its messages; answered once they are kept. */
@RestController
class PushController {

    private static final String BEARER = "Bearer ";

    private final WorkOrderProperties properties;
    private final Inbox inbox;
    private final Exchange exchange;

    PushController(WorkOrderProperties properties, Inbox inbox, Exchange exchange) {
        this.properties = properties;
        this.inbox = inbox;
        this.exchange = exchange;
    }

    @PostMapping("/work-orders/v1/{system}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Inbox.Receipt push(@PathVariable String system, @RequestBody JsonNode message, HttpServletRequest request) {
        String expected = properties
                .find(system)
                .map(WorkOrderProperties.System::inboundToken)
                .orElse(null);
        if (!matches(expected, request.getHeader("Authorization"))) {
            throw new RefusedException(new Refusal.Other(401, "UNAUTHENTICATED"));
        }
        Inbox.Receipt receipt = inbox.receive(system, message);
        exchange.wake();
        return receipt;
    }

    private static boolean matches(@Nullable String expected, @Nullable String header) {
        return expected != null
                && !expected.isBlank()
                && header != null
                && MessageDigest.isEqual(
                        (BEARER + expected).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }
}
