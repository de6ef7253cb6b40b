package org.whistle.standalone.postgres;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.standalone.launch.DataFolder;

/** One database and one role for each service, of the same name. */
public final class Databases {

    private final PostgresServer server;
    private final DataFolder data;

    public Databases(PostgresServer server, DataFolder data) {
        this.server = server;
        this.data = data;
    }

    /** Makes what is missing; the role's password is kept among the keys. */
    public void ensure(String name) {
        ensure(name, name);
    }

    private void ensure(String role, String database) {
        JdbcClient client = JdbcClient.create(server.superuser("postgres"));
        if (!exists(client, "select exists(select 1 from pg_roles where rolname = ?)", role)) {
            client.sql("create role %s login".formatted(role)).update();
        }
        client.sql("alter role %s password '%s'".formatted(role, passwordOf(role)))
                .update();
        if (!exists(client, "select exists(select 1 from pg_database where datname = ?)", database)) {
            client.sql("create database %s owner %s".formatted(database, role)).update();
            client.sql("revoke connect on database %s from public".formatted(database))
                    .update();
        }
    }

    /**
     * Makes what is missing of a database whose service's role owns nothing in it: a second role, {@code <name>_owner}, makes
     * the tables and grants what the service needs. What the service's role owns from before changes hands.
     */
    public void ensureApart(String name) {
        String owner = ownerOf(name);
        ensure(owner, name);
        ensure(name, name);
        JdbcClient inside = JdbcClient.create(server.superuser(name));
        inside.sql("reassign owned by %s to %s".formatted(name, owner)).update();
        inside.sql("grant connect on database %s to %s".formatted(name, name)).update();
    }

    /** The role that owns the tables of such a database. */
    public static String ownerOf(String name) {
        return name + "_owner";
    }

    public String passwordOf(String name) {
        return data.secret(
                "postgres-%s.password".formatted(name), () -> UUID.randomUUID().toString());
    }

    private static boolean exists(JdbcClient client, String sql, String name) {
        return client.sql(sql).param(name).query(Boolean.class).single();
    }
}
