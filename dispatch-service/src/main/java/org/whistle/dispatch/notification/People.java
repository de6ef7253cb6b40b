package org.whistle.dispatch.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.caller.GrantClaims;
import tools.jackson.databind.json.JsonMapper;

/**
 * Persons who set an address, and their grants. Those are the identity provider's to give and take, and dispatch learns of
 * them by tokens alone: it believes the last one it saw, each grant within its own times, and none at all once the account has
 * not been seen for a while.
 */
@Component
class People {

    private static final String WITH_MAIL = """
            select account, locale, quiet_from, quiet_to, digest, grants, seen_at, email
            from notification_preference join notification_address using (account)
            where 'EMAIL' = any(channels)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final NotificationProperties properties;

    People(JdbcClient jdbc, JsonMapper json, NotificationProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.properties = properties;
    }

    /** All persons who want mail. */
    List<Person> all() {
        return jdbc.sql(WITH_MAIL).query(this::person).list();
    }

    /** A person with the address; empty once they want no mail any more. */
    Optional<Addressed> find(String account) {
        return jdbc.sql(WITH_MAIL + " and account = :account")
                .param("account", account)
                .query((row, number) -> new Addressed(person(row, number), row.getString("email")))
                .optional();
    }

    /** A person with the mail address, which {@code toString} leaves out. */
    record Addressed(Person person, String email) {

        @Override
        public String toString() {
            return person.account();
        }
    }

    private Person person(ResultSet row, int number) throws SQLException {
        Instant now = Instant.now();
        boolean believed = row.getObject("seen_at", OffsetDateTime.class)
                .toInstant()
                .plus(properties.trustGrants())
                .isAfter(now);
        List<Grant> grants =
                believed ? GrantClaims.validAt(now, json.readValue(row.getString("grants"), Object.class)) : List.of();
        return new Person(
                row.getString("account"),
                Locale.forLanguageTag(row.getString("locale")),
                grants,
                quiet(row.getTime("quiet_from"), row.getTime("quiet_to")),
                row.getString("digest").equals("DAILY"));
    }

    private static @Nullable QuietHours quiet(@Nullable Time from, @Nullable Time to) {
        return from == null || to == null ? null : new QuietHours(local(from), local(to));
    }

    private static LocalTime local(Time time) {
        return time.toLocalTime();
    }
}
