package org.whistle.dispatch.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.dispatch.dispatching.NoticeWatcher;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;

/** Notifications, the items they become for each recipient, and the messages those are sent in. */
@Repository
class NotificationStore {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    NotificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Something due for a recipient. */
    record Due(Bundling.Item item, Notification notification) {}

    /** A message to send, again or for the first time. */
    record Message(UUID id, int attempts) {}

    List<Notification> lockUnspread(int limit) {
        return jdbc.sql("""
                        select * from notification where not spread order by notification_id limit :limit
                        for update skip locked
                        """)
                .param("limit", limit)
                .query(NotificationStore::notification)
                .list();
    }

    void spread(List<Notification> notifications) {
        jdbc.sql("update notification set spread = true where notification_id = any(:ids)")
                .param("ids", notifications.stream().map(Notification::id).toArray(Long[]::new))
                .update();
    }

    /** Schedules a notification for a recipient, once per event and step; one that is due later is held for a digest. */
    void item(Notification one, Channel channel, String recipient, Instant now, Instant due) {
        int added = jdbc.sql("""
                        insert into notification_item
                            (notification_id, event_id, step, channel, recipient, urgent, held, due_at)
                        values (:id, :event, :step, :channel, :recipient, :urgent, :held, :due)
                        on conflict (event_id, step, channel, recipient) do nothing
                        """)
                .param("id", one.id())
                .param("event", one.eventId())
                .param("step", one.step().name())
                .param("channel", channel.name())
                .param("recipient", recipient)
                .param("urgent", one.urgent())
                .param("held", due.isAfter(now))
                .param("due", due.atOffset(ZoneOffset.UTC))
                .update();
        if (added == 1) {
            jdbc.sql("""
                            insert into notification_recipient (channel, recipient, next_at)
                            values (:channel, :recipient, :due)
                            on conflict (channel, recipient) do update
                            set next_at = least(notification_recipient.next_at, excluded.next_at)
                            """)
                    .param("channel", channel.name())
                    .param("recipient", recipient)
                    .param("due", due.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** Claims recipients with something due that no other replica has; until released, or for two minutes. */
    List<String> claim(Channel channel, int limit) {
        return jdbc.sql("""
                        update notification_recipient
                        set leased_until = clock_timestamp() + make_interval(secs => :lease)
                        where channel = :channel and recipient in (
                            select recipient from notification_recipient
                            where channel = :channel and next_at <= (select whistle_now())
                            and (leased_until is null or leased_until < clock_timestamp())
                            and (not_before is null or not_before < clock_timestamp())
                            order by next_at limit :limit for update skip locked)
                        returning recipient
                        """)
                .param("channel", channel.name())
                .param("lease", LEASE.toSeconds())
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** Gives a recipient back, to be looked at when the next thing is due. Locked first: what was added meanwhile is seen. */
    void release(Channel channel, String recipient, @Nullable Duration pause) {
        jdbc.sql("""
                        select 1 from notification_recipient where channel = :channel and recipient = :recipient for update
                        """)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .query(row -> {});
        jdbc.sql("""
                        update notification_recipient set leased_until = null,
                            not_before = clock_timestamp() + make_interval(secs => :pause),
                            next_at = least(
                                (select min(due_at) from notification_item
                                 where channel = :channel and recipient = :recipient and message_id is null),
                                (select min(due_at) from notification_message
                                 where channel = :channel and recipient = :recipient and state = 'WAITING'))
                        where channel = :channel and recipient = :recipient
                        """)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .param("pause", pause == null ? 0 : pause.toSeconds())
                .update();
    }

    List<Due> due(Channel channel, String recipient, int limit) {
        return jdbc.sql("""
                        select notification.*, item_id, notification_item.urgent as pressing, held
                        from notification_item join notification using (notification_id)
                        where channel = :channel and recipient = :recipient and message_id is null
                        and due_at <= (select whistle_now()) order by due_at, item_id limit :limit
                        """)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .param("limit", limit)
                .query((row, number) -> new Due(
                        new Bundling.Item(row.getLong("item_id"), row.getBoolean("pressing"), row.getBoolean("held")),
                        notification(row, number)))
                .list();
    }

    /** Takes back what is not for that recipient any more. */
    void forget(List<Long> items) {
        jdbc.sql("delete from notification_item where item_id = any(:ids)")
                .param("ids", items.toArray(Long[]::new))
                .update();
    }

    /** Holds items until an instant. */
    void hold(List<Long> items, Instant until) {
        jdbc.sql("update notification_item set held = true, due_at = :until where item_id = any(:ids)")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("ids", items.toArray(Long[]::new))
                .update();
    }

    /** Makes a message of items, which stay together from now on. */
    void compose(UUID id, Channel channel, String recipient, List<Long> items) {
        jdbc.sql("""
                        insert into notification_message (message_id, channel, recipient, digest)
                        values (:id, :channel, :recipient, :digest)
                        """)
                .param("id", id)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .param("digest", items.size() > 1)
                .update();
        jdbc.sql("update notification_item set message_id = :id where item_id = any(:items)")
                .param("id", id)
                .param("items", items.toArray(Long[]::new))
                .update();
    }

    /** Messages made for a recipient since an instant, and when the first of them was. */
    Recent recent(Channel channel, String recipient, Duration window) {
        return jdbc.sql("""
                        select count(*) as messages, min(made_at) as first from notification_message
                        where channel = :channel and recipient = :recipient
                        and made_at > (select whistle_now()) - make_interval(secs => :window)
                        """)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .param("window", window.toSeconds())
                .query((row, _) -> new Recent(
                        row.getInt("messages"),
                        Optional.ofNullable(row.getObject("first", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .single();
    }

    /** The messages of a recipient within the window. */
    record Recent(int messages, @Nullable Instant first) {}

    /** Attempts to send to a recipient within the last minute of the system clock. */
    int triedLately(Channel channel, String recipient) {
        return jdbc.sql("""
                        select count(*) from notification_message
                        where channel = :channel and recipient = :recipient
                        and made_at > (select whistle_now()) - interval '2 days'
                        and tried_at > clock_timestamp() - interval '1 minute'
                        """)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .query(Integer.class)
                .single();
    }

    List<Message> waiting(Channel channel, String recipient, int limit) {
        return jdbc.sql("""
                        select message_id, attempts from notification_message
                        where channel = :channel and recipient = :recipient and state = 'WAITING'
                        and due_at <= (select whistle_now()) order by made_at, message_id limit :limit
                        """)
                .param("channel", channel.name())
                .param("recipient", recipient)
                .param("limit", limit)
                .query((row, _) -> new Message(row.getObject("message_id", UUID.class), row.getInt("attempts")))
                .list();
    }

    List<Notification> in(UUID message) {
        return jdbc.sql("""
                        select notification.* from notification_item join notification using (notification_id)
                        where message_id = :id order by item_id
                        """)
                .param("id", message)
                .query(NotificationStore::notification)
                .list();
    }

    /** Before each attempt, so that a limit holds for what may have arrived, too. */
    void trying(UUID message) {
        jdbc.sql("update notification_message set tried_at = clock_timestamp() where message_id = :id")
                .param("id", message)
                .update();
    }

    void done(UUID message, String state, @Nullable String problem) {
        jdbc.sql("""
                        update notification_message set state = :state, problem = :problem, done_at = whistle_now(),
                            attempts = attempts + 1
                        where message_id = :id
                        """)
                .param("id", message)
                .param("state", state)
                .param("problem", problem)
                .update();
    }

    void again(UUID message, String problem, Duration wait, boolean counted) {
        jdbc.sql("""
                        update notification_message set problem = :problem, attempts = attempts + :counted,
                            due_at = whistle_now() + make_interval(secs => :wait)
                        where message_id = :id
                        """)
                .param("id", message)
                .param("problem", problem)
                .param("counted", counted ? 1 : 0)
                .param("wait", wait.toMillis() / 1000.0)
                .update();
    }

    long count(Channel channel, String state) {
        return jdbc.sql("select count(*) from notification_message where channel = :channel and state = :state")
                .param("channel", channel.name())
                .param("state", state)
                .query(Long.class)
                .single();
    }

    static Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getLong("notification_id"),
                row.getObject("event_id", UUID.class),
                Notices.Kind.valueOf(row.getString("step")),
                row.getString("detail"),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getString("category"),
                row.getString("jurisdiction"),
                new NoticeWatcher.To(
                        Role.valueOf(row.getString("role")), row.getString("account"), row.getString("unit")),
                row.getBoolean("urgent"),
                Optional.ofNullable(row.getObject("deadline", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }
}
