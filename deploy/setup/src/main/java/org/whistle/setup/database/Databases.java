package org.whistle.setup.database;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One database and one role for each service, of the same name. */
public final class Databases {

    private final Function<String, DataSource> superuser;
    private final UnaryOperator<String> passwords;

    /**
     * The databases of one server.
     *
     * @param superuser connects as superuser to a database
     * @param passwords the kept password of a role
     */
    public Databases(Function<String, DataSource> superuser, UnaryOperator<String> passwords) {
        this.superuser = superuser;
        this.passwords = passwords;
    }

    /** Makes what is missing, and sets the role's password. */
    public void ensure(String name) {
        ensure(name, name);
    }

    private void ensure(String role, String database) {
        JdbcClient client = JdbcClient.create(superuser.apply("postgres"));
        ensureRole(client, role);
        if (!exists(client, "select exists(select 1 from pg_database where datname = ?)", database)) {
            client.sql("create database %s owner %s".formatted(database, role)).update();
            client.sql("revoke connect on database %s from public".formatted(database))
                    .update();
        }
    }

    private void ensureRole(JdbcClient client, String role) {
        if (!exists(client, "select exists(select 1 from pg_roles where rolname = ?)", role)) {
            client.sql("create role %s login".formatted(role)).update();
        }
        client.sql("alter role %s password '%s'".formatted(role, passwordOf(role)))
                .update();
    }

    /** Makes a role that reads everything in these databases and changes nothing. */
    public void ensureReader(String role, List<String> databases) {
        JdbcClient client = JdbcClient.create(superuser.apply("postgres"));
        ensureRole(client, role);
        client.sql("grant pg_read_all_data to " + role).update();
        client.sql("alter role %s set default_transaction_read_only = on".formatted(role))
                .update();
        databases.forEach(database -> client.sql("grant connect on database %s to %s".formatted(database, role))
                .update());
    }

    /**
     * Makes what is missing of a database whose service's role owns nothing in it: a second role, {@code <name>_owner}, makes
     * the tables and grants what the service needs. What the service's role owns from before changes hands.
     */
    public void ensureApart(String name) {
        String owner = ownerOf(name);
        ensure(owner, name);
        ensure(name, name);
        JdbcClient inside = JdbcClient.create(superuser.apply(name));
        inside.sql("reassign owned by %s to %s".formatted(name, owner)).update();
        inside.sql("grant connect on database %s to %s".formatted(name, name)).update();
    }

    /** The role that owns the tables of such a database. */
    public static String ownerOf(String name) {
        return name + "_owner";
    }

    public String passwordOf(String name) {
        return passwords.apply(name);
    }

    private static boolean exists(JdbcClient client, String sql, String name) {
        return client.sql(sql).param(name).query(Boolean.class).single();
    }
}
