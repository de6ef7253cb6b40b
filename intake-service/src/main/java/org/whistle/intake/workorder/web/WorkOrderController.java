package org.whistle.intake.workorder.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.workorder.Reconciliation;
import org.whistle.intake.workorder.WorkOrders;
import org.whistle.kit.caller.Caller;

/** The exchange with other platforms, for the command center. */
@RestController
@RequestMapping("/api/intake/work-orders")
class WorkOrderController {

    private final WorkOrders orders;

    WorkOrderController(WorkOrders orders) {
        this.orders = orders;
    }

    @GetMapping("/parked")
    List<WorkOrders.ParkedMessage> parked(Caller caller) {
        return orders.parked(caller);
    }

    @PostMapping("/parked/{id}/retry")
    List<WorkOrders.ParkedMessage> retry(
            @PathVariable long id, @RequestBody @Valid Corrections corrections, Caller caller) {
        orders.retry(id, corrections.category(), corrections.jurisdictionCode(), caller);
        return orders.parked(caller);
    }

    @GetMapping("/reconciliations")
    List<Reconciliation.Report> reports(Caller caller) {
        return orders.reports(caller);
    }

    /** A PUT: it asks another platform, which no transaction should wait for; done again, it compares again. */
    @PutMapping("/reconciliations/{system}")
    Reconciliation.Report reconcile(@PathVariable String system, Caller caller) {
        return orders.reconcile(system, caller);
    }

    /** The corrections of a parked message. */
    record Corrections(
            @Nullable @Size(max = 40) String category,

            @Nullable @Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}")
            String jurisdictionCode) {}
}
