package org.whistle.comparison;

import java.sql.Connection;
import java.util.Optional;
import org.whistle.events.Producer;
import org.whistle.events.code.CaseState;

/** A desk's database, open for reading. */
record Desk(Producer producer, Connection connection) {

    String name() {
        return producer.service();
    }

    /** The table of its cases with their state; absent at the department desk, whose parts are not compared. */
    Optional<String> caseTable() {
        return switch (producer) {
            case INTAKE -> Optional.of("intake_case");
            case DISPATCH -> Optional.of("dispatch_case");
            case DEPARTMENT, AUDIT -> Optional.empty();
        };
    }

    /** Whether this desk decides the state of such a case. */
    boolean holds(CaseState state) {
        return switch (state.holder()) {
            case INTAKE, NOBODY -> producer == Producer.INTAKE;
            case DISPATCH -> producer == Producer.DISPATCH;
        };
    }
}
