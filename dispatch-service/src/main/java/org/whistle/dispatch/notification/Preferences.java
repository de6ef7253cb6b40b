package org.whistle.dispatch.notification;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.kit.caller.CallerResolver.SignedIn;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.json.JsonMapper;

/** 我的通知: a person's notification settings; only that person reads and changes them. */
@Service
public class Preferences {

    private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,186}[A-Za-z0-9])?");
    private static final int NOTED_AT_MOST = 20_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final NotificationProperties properties;
    private final Map<String, Noted> noted = new ConcurrentHashMap<>();

    Preferences(JdbcClient jdbc, JsonMapper json, NotificationProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.properties = properties;
    }

    /** How often. */
    public enum Digest {
        /** each by itself, as far as there are not too many */
        NONE,
        /** once a day, what is urgent at once */
        DAILY
    }

    /**
     * A person's choice.
     *
     * @param email absent for no mail
     * @param locale {@code zh-CN} or {@code en}
     * @param quietFrom with {@code quietTo}, county time; both absent for the county's, equal for none
     */
    public record Choice(
            @Nullable String email,
            String locale,
            Set<Channel> channels,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietTo,
            Digest digest) {

        public Choice {
            channels = Set.copyOf(channels);
        }

        static Choice before() {
            return new Choice(null, "zh-CN", EnumSet.of(Channel.IN_APP), null, null, Digest.NONE);
        }

        @Override
        public String toString() {
            return "Choice[%s, %s]".formatted(channels, digest);
        }
    }

    /** What an account chose, or what holds for those who have not. */
    public Choice of(String account) {
        return jdbc.sql("""
                        select email, locale, channels, quiet_from, quiet_to, digest
                        from notification_preference left join notification_address using (account)
                        where account = :account
                        """)
                .param("account", account)
                .query((row, _) -> new Choice(
                        row.getString("email"),
                        row.getString("locale"),
                        Arrays.stream((Object[]) row.getArray("channels").getArray())
                                .map(name -> Channel.valueOf(name.toString()))
                                .collect(Collectors.toSet()),
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_to", LocalTime.class),
                        Digest.valueOf(row.getString("digest"))))
                .optional()
                .orElseGet(Choice::before);
    }

    /**
     * Replaces an account's choice; an address left out is forgotten.
     *
     * @throws RefusedException 422 that names the field
     */
    @Transactional
    public Choice choose(SignedIn person, Choice choice) {
        check(choice);
        EnumSet<Channel> channels = EnumSet.of(Channel.IN_APP);
        channels.addAll(choice.channels());
        jdbc.sql("""
                        insert into notification_preference
                            (account, locale, channels, quiet_from, quiet_to, digest, grants)
                        values (:account, :locale, :channels, :from, :to, :digest, :grants::jsonb)
                        on conflict (account) do update set locale = excluded.locale, channels = excluded.channels,
                            quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, digest = excluded.digest,
                            grants = excluded.grants, seen_at = clock_timestamp()
                        """)
                .param("account", person.account())
                .param("locale", choice.locale())
                .param("channels", channels.stream().map(Enum::name).toArray(String[]::new))
                .param("from", choice.quietFrom())
                .param("to", choice.quietTo())
                .param("digest", choice.digest().name())
                .param("grants", grants(person))
                .update();
        address(person.account(), choice.email());
        LOG.info("decided action=choose-notifications channels={} digest={}", channels, choice.digest());
        return of(person.account());
    }

    /**
     * Stores the grants in the token of an account that has settings; unchanged grants are stored at most once in 10
     * minutes.
     */
    public void seen(SignedIn person) {
        Noted now = new Noted(grants(person).hashCode(), System.nanoTime());
        Noted before = noted.get(person.account());
        if (before != null && before.covers(now)) {
            return;
        }
        if (noted.size() > NOTED_AT_MOST) {
            noted.clear();
        }
        noted.put(person.account(), now);
        jdbc.sql("""
                        update notification_preference set grants = :grants::jsonb, seen_at = clock_timestamp()
                        where account = :account
                        """)
                .param("grants", grants(person))
                .param("account", person.account())
                .update();
    }

    private record Noted(int grants, long nanos) {

        private static final long WHILE = 600_000_000_000L;

        boolean covers(Noted now) {
            return grants == now.grants && now.nanos - nanos < WHILE;
        }
    }

    private void check(Choice choice) {
        if (choice.channels().contains(Channel.ROBOT)) {
            throw RefusedException.field("/channels", "NOT_PERSONAL");
        }
        String email = choice.email();
        if (email == null && choice.channels().contains(Channel.EMAIL)) {
            throw RefusedException.field("/email", "REQUIRED");
        }
        if (email != null && (!MAIL.matcher(email).matches() || email.contains(".."))) {
            throw RefusedException.field("/email", "INVALID_MAIL");
        }
        if (email != null && !domainAllowed(email)) {
            throw RefusedException.field("/email", "MAIL_DOMAIN");
        }
        if ((choice.quietFrom() == null) != (choice.quietTo() == null)) {
            throw RefusedException.field(choice.quietFrom() == null ? "/quietFrom" : "/quietTo", "REQUIRED");
        }
    }

    private boolean domainAllowed(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        List<String> allowed = properties.mailDomains();
        return allowed.isEmpty() || allowed.stream().anyMatch(one -> one.equalsIgnoreCase(domain));
    }

    private void address(String account, @Nullable String email) {
        if (email == null) {
            jdbc.sql("delete from notification_address where account = :account")
                    .param("account", account)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into notification_address (account, email) values (:account, :email)
                        on conflict (account) do update set email = excluded.email
                        """).param("account", account).param("email", email).update();
    }

    private String grants(SignedIn person) {
        return json.writeValueAsString(person.grants() == null ? List.of() : person.grants());
    }
}
