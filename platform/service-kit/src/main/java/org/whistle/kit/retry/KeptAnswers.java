package org.whistle.kit.retry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** First answers by caller, route and key, kept for 30 days (api.md). */
@Component
class KeptAnswers {

    private final JdbcClient jdbc;

    KeptAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the key until the transaction ends; false while another request has it. */
    boolean tryLock(Key key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", String.join("\n", key.account(), key.route(), key.key()))
                .query(Boolean.class)
                .single();
    }

    Optional<Kept> find(Key key) {
        return jdbc.sql("""
                        select body_sha256, status, content_type, body
                        from kept_answer where account = :account and route = :route and key = :key
                        """)
                .param("account", key.account())
                .param("route", key.route())
                .param("key", key.key())
                .query((row, _) -> new Kept(
                        row.getBytes("body_sha256"),
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getBytes("body")))
                .optional();
    }

    void keep(Key key, Kept kept) {
        jdbc.sql("""
                        insert into kept_answer (account, route, key, body_sha256, status, content_type, body)
                        values (:account, :route, :key, :sha256, :status, :type, :body)
                        """)
                .param("account", key.account())
                .param("route", key.route())
                .param("key", key.key())
                .param("sha256", kept.bodySha256())
                .param("status", kept.status())
                .param("type", kept.contentType())
                .param("body", kept.body())
                .update();
    }

    /** Whose key on which route. */
    record Key(String account, String route, String key) {}

    /** What was answered to which body. */
    record Kept(byte[] bodySha256, int status, @Nullable String contentType, byte[] body) {}
}
