package org.whistle.dispatch.notification;

import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.whistle.dispatch.dispatching.NoticeWatcher;

/** Stores notifications in the transaction of their event; stores nothing where every channel is off. */
@Component
class NotificationRecorder implements NoticeWatcher {

    private final JdbcClient jdbc;
    private final List<ChannelSender> carriers;
    private final RecipientFanOut spreading;

    NotificationRecorder(JdbcClient jdbc, List<ChannelSender> carriers, RecipientFanOut spreading) {
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.spreading = spreading;
    }

    @Override
    public void told(Told told) {
        if (carriers.stream().noneMatch(ChannelSender::on)) {
            return;
        }
        jdbc.sql("""
                        insert into notification (event_id, step, detail, case_id, case_number, category, jurisdiction,
                            role, account, unit, urgent, deadline)
                        values (:event, :step, :detail, :case, :number, :category, :jurisdiction,
                            :role, :account, :unit, :urgent, :deadline)
                        """)
                .param("event", told.eventId())
                .param("step", told.step().name())
                .param("detail", told.detail())
                .param("case", told.caseId())
                .param("number", told.caseNumber())
                .param("category", told.category())
                .param("jurisdiction", told.jurisdiction())
                .param("role", told.to().role().name())
                .param("account", told.to().account())
                .param("unit", told.to().unit())
                .param("urgent", told.urgent())
                .param(
                        "deadline",
                        told.deadline() == null ? null : told.deadline().atOffset(ZoneOffset.UTC))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                spreading.wake();
            }
        });
    }
}
