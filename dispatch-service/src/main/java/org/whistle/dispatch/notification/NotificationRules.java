package org.whistle.dispatch.notification;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.AdminEvent;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceStore;

/**
 * Which role is notified of which step over which channel, by county; a change by its administrator is an entry of the admin
 * log.
 */
@Service
public class NotificationRules {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationRules.class);
    private static final Set<Role> ADMINISTERING = EnumSet.of(Role.ADMIN);

    private final JdbcClient jdbc;
    private final AdminLog admin;
    private final ReferenceStore counties;

    NotificationRules(JdbcClient jdbc, AdminLog admin, ReferenceStore counties) {
        this.jdbc = jdbc;
        this.admin = admin;
        this.counties = counties;
    }

    /**
     * A rule in force.
     *
     * @param standard whether it is as it came
     */
    public record Rule(Role role, Notices.Kind step, Set<Channel> channels, boolean standard) {

        public Rule {
            channels = Set.copyOf(channels);
        }
    }

    /** Every rule of a county, by step and role. */
    public List<Rule> of(String county) {
        Map<String, Set<Channel>> chosen = new HashMap<>();
        jdbc.sql("select role, step, channels from notification_rule where county = :county")
                .param("county", county)
                .query((row, _) -> chosen.put(row.getString("step") + row.getString("role"), channels((Object[])
                        row.getArray("channels").getArray())))
                .list();
        return Arrays.stream(Notices.Kind.values())
                .flatMap(step -> Rules.told(step).stream().map(role -> {
                    Set<Channel> standard = Rules.standard(step, role);
                    Set<Channel> present = chosen.getOrDefault(step.name() + role.name(), standard);
                    return new Rule(role, step, present, present.equals(standard));
                }))
                .toList();
    }

    /** The channels of a county by step and role, to decide by. */
    Map<Notices.Kind, Map<Role, Set<Channel>>> inForce(String county) {
        return of(county).stream()
                .collect(Collectors.groupingBy(Rule::step, Collectors.toMap(Rule::role, Rule::channels)));
    }

    /**
     * Changes one rule.
     *
     * @throws RefusedException 404 for a role that is not notified of the step, 422 where the console is left out
     */
    @Transactional
    public Rule change(String county, Role role, Notices.Kind step, Set<Channel> channels, Caller caller) {
        if (!Rules.told(step).contains(role)) {
            throw RefusedException.notFound();
        }
        if (!channels.contains(Channel.IN_APP)) {
            throw RefusedException.field("/channels", "IN_APP_STAYS");
        }
        Rule changed = new Rule(role, step, channels, channels.equals(Rules.standard(step, role)));
        if (of(county).contains(changed)) {
            return changed;
        }
        List<String> names = channels.stream().map(Enum::name).sorted().toList();
        jdbc.sql("""
                        insert into notification_rule (county, role, step, channels)
                        values (:county, :role, :step, :channels)
                        on conflict (county, role, step) do update set channels = excluded.channels
                        """)
                .param("county", county)
                .param("role", role.name())
                .param("step", step.name())
                .param("channels", names.toArray(String[]::new))
                .update();
        admin.note(county, new AdminEvent.NotificationRuleChanged(role, step.name(), names), caller);
        LOG.info(
                "decided action=change-notification-rule county={} role={} step={} channels={}",
                county,
                role,
                step,
                names);
        return changed;
    }

    /**
     * The county that an administrator means.
     *
     * @throws RefusedException 403 for another role or county, 422 where it has to be named
     */
    public String administered(@org.jspecify.annotations.Nullable String county, Caller caller) {
        List<String> found = counties.versionsInForce().stream()
                .map(ReferenceStore.Version::county)
                .filter(each -> county == null || each.equals(county))
                .filter(each -> caller.in(ADMINISTERING).anyMatch(grant -> grant.covers(each)))
                .toList();
        if (found.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        if (found.size() > 1) {
            throw RefusedException.field("/county", "REQUIRED");
        }
        return found.getFirst();
    }

    private static Set<Channel> channels(Object[] names) {
        return Arrays.stream(names).map(Object::toString).map(Channel::valueOf).collect(Collectors.toSet());
    }
}
