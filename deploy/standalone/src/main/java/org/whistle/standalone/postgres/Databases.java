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
        JdbcClient client = JdbcClient.create(server.superuser("postgres"));
        if (!exists(client, "select exists(select 1 from pg_roles where rolname = ?)", name)) {
            client.sql("create role %s login".formatted(name)).update();
        }
        client.sql("alter role %s password '%s'".formatted(name, passwordOf(name)))
                .update();
        if (!exists(client, "select exists(select 1 from pg_database where datname = ?)", name)) {
            client.sql("create database %s owner %s".formatted(name, name)).update();
            client.sql("revoke connect on database %s from public".formatted(name))
                    .update();
        }
    }

    public String passwordOf(String name) {
        return data.secret(
                "postgres-%s.password".formatted(name), () -> UUID.randomUUID().toString());
    }

    private static boolean exists(JdbcClient client, String sql, String name) {
        return client.sql(sql).param(name).query(Boolean.class).single();
    }
}
