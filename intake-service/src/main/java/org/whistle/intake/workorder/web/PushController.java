package org.whistle.intake.workorder.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.workorder.Inbox;
import org.whistle.intake.workorder.WorkOrderWorker;
import tools.jackson.databind.JsonNode;

/** Where another platform pushes its messages ({@link PushToken}); answered once they are kept. */
@RestController
class PushController {

    private final Inbox inbox;
    private final WorkOrderWorker exchange;

    PushController(Inbox inbox, WorkOrderWorker exchange) {
        this.inbox = inbox;
        this.exchange = exchange;
    }

    @PostMapping("/work-orders/v1/{system}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Inbox.Receipt push(@PathVariable String system, @RequestBody JsonNode message) {
        Inbox.Receipt receipt = inbox.receive(system, message);
        exchange.wake();
        return receipt;
    }
}
