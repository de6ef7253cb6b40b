package org.whistle.dispatch.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;
import org.whistle.kit.loop.WokenLoop;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/**
 * Finds the recipients, channels and time of each notification, after the transaction of the case, so that the case never
 * waits.
 */
@Component
class RecipientFanOut extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RecipientFanOut.class);
    /** A few, since each may become items for many, and a transaction ends after fifteen seconds. */
    private static final int BATCH = 20;

    private static final Duration BEAT = Duration.ofSeconds(2);

    private final NotificationStore store;
    private final NotificationRules rules;
    private final NotificationProperties properties;
    private final People people;
    private final ReferenceData reference;
    private final DatabaseTime time;
    private final TransactionTemplate transaction;

    RecipientFanOut(
            NotificationStore store,
            NotificationRules rules,
            NotificationProperties properties,
            People people,
            ReferenceData reference,
            DatabaseTime time,
            TransactionTemplate transaction,
            List<ChannelSender> carriers,
            @Value("${whistle.background:true}") boolean enabled) {
        super("notifications-spread", enabled && carriers.stream().anyMatch(ChannelSender::on));
        this.store = store;
        this.rules = rules;
        this.properties = properties;
        this.people = people;
        this.reference = reference;
        this.time = time;
        this.transaction = transaction;
    }

    @Override
    protected Duration pass() {
        try {
            Integer spread = transaction.execute(_ -> spread());
            return spread != null && spread == BATCH ? Duration.ZERO : BEAT;
        } catch (RuntimeException e) {
            LOG.warn("notifications wait reason={}", e.toString());
            return BEAT;
        }
    }

    private int spread() {
        List<Notification> unspread = store.lockUnspread(BATCH);
        if (unspread.isEmpty()) {
            return 0;
        }
        Instant now = time.now();
        List<Person> persons = people.all();
        Map<String, Map<Notices.Kind, Map<Role, Set<Channel>>>> inForce = new HashMap<>();
        for (Notification one : unspread) {
            Set<Channel> channels = inForce.computeIfAbsent(one.county(), rules::inForce)
                    .getOrDefault(one.step(), Map.of())
                    .getOrDefault(one.to().role(), Set.of());
            ZoneId zone = reference.timeOf(one.jurisdiction()).calendar().zone();
            if (channels.contains(Channel.EMAIL)) {
                persons.stream()
                        .filter(person -> person.meant(one))
                        .forEach(person -> store.item(
                                one,
                                Channel.EMAIL,
                                person.account(),
                                now,
                                timing(person, zone).due(now, one.urgent())));
            }
            if (channels.contains(Channel.ROBOT)) {
                Timing timing = new Timing(properties.quietHours(), zone, null);
                properties.robots().stream()
                        .filter(robot -> robot.hears(one))
                        .forEach(robot ->
                                store.item(one, Channel.ROBOT, robot.code(), now, timing.due(now, one.urgent())));
            }
        }
        store.spread(unspread);
        return unspread.size();
    }

    private Timing timing(Person person, ZoneId zone) {
        QuietHours own = person.quiet();
        return new Timing(
                own == null ? properties.quietHours() : own, zone, person.daily() ? properties.dailyAt() : null);
    }
}
