package org.whistle.dispatch.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** The states of messages, for the administrator, without addresses and cases; and which channels are on. */
@Service
public class NotificationQueries {

    private static final Set<Role> READERS = EnumSet.of(Role.ADMIN);
    private static final int LIMIT = 200;

    private final JdbcClient jdbc;
    private final NotificationStore store;
    private final List<ChannelSender> carriers;

    NotificationQueries(JdbcClient jdbc, NotificationStore store, List<ChannelSender> carriers) {
        this.jdbc = jdbc;
        this.store = store;
        this.carriers = carriers;
    }

    /** The states of a message. */
    public enum State {
        /** due, or due again */
        WAITING,
        SENT,
        /** given up, or refused for good */
        FAILED,
        /** not wanted any more when its turn came */
        DROPPED
    }

    /**
     * A message.
     *
     * @param recipient an account or a robot's code
     * @param problem of the last attempt
     */
    public record Message(
            UUID messageId,
            Channel channel,
            String recipient,
            State state,
            boolean digest,
            List<Notices.Kind> steps,
            OffsetDateTime madeAt,
            OffsetDateTime dueAt,
            int attempts,
            @Nullable String problem,
            @Nullable OffsetDateTime doneAt) {}

    /** Whether a channel is configured. */
    public record ChannelState(Channel channel, boolean on) {}

    /** The newest messages about the administrator's counties. */
    public List<Message> list(@Nullable State state, Caller caller) {
        if (!caller.is(Role.ADMIN)) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return jdbc.sql("""
                        select message.*, (
                            select array_agg(distinct step order by step) from notification_item as item
                            where item.message_id = message.message_id) as steps
                        from notification_message as message
                        where (:state::text is null or state = :state)
                        and exists (
                            select 1 from notification_item as item join notification using (notification_id)
                            join unnest(:scopes::text[]) as scope on starts_with(jurisdiction, scope)
                            where item.message_id = message.message_id)
                        order by made_at desc, message_id limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("scopes", caller.scopesOf(READERS).toArray(String[]::new))
                .param("limit", LIMIT)
                .query(NotificationQueries::message)
                .list();
    }

    /** Every channel. */
    public List<ChannelState> channels() {
        return Arrays.stream(Channel.values())
                .map(channel -> new ChannelState(
                        channel,
                        channel == Channel.IN_APP
                                || carriers.stream().anyMatch(carrier -> carrier.channel() == channel && carrier.on())))
                .toList();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getObject("message_id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("recipient"),
                State.valueOf(row.getString("state")),
                row.getBoolean("digest"),
                Arrays.stream((Object[]) row.getArray("steps").getArray())
                        .map(step -> Notices.Kind.valueOf(step.toString()))
                        .toList(),
                row.getObject("made_at", OffsetDateTime.class),
                row.getObject("due_at", OffsetDateTime.class),
                row.getInt("attempts"),
                row.getString("problem"),
                row.getObject("done_at", OffsetDateTime.class));
    }
}
