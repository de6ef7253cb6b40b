package org.whistle.intake.cases;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.kit.caller.Caller;

/** The accounts behind pseudonyms, and which cases were offered to whom; none of it leaves intake. */
@Repository
public class Reporters {

    private final JdbcClient jdbc;

    Reporters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The account as a reporter, with the one pseudonym it always has. */
    public Reporter of(String account) {
        String pseudonym = known(account).orElseGet(() -> {
            jdbc.sql("insert into reporter (account, pseudonym) values (:account, :pseudonym) on conflict do nothing")
                    .param("account", account)
                    .param("pseudonym", "reporter-" + UuidCreator.getRandomBased())
                    .update();
            return known(account).orElseThrow();
        });
        return new Reporter(account, pseudonym);
    }

    /** Read without a lock: two reports of one account do not wait for each other. */
    private Optional<String> known(String account) {
        return jdbc.sql("select pseudonym from reporter where account = :account")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** Whether a pseudonym is the account's. */
    public boolean isOf(String pseudonym, String account) {
        return jdbc.sql("select exists (select from reporter where account = :account and pseudonym = :pseudonym)")
                .param("account", account)
                .param("pseudonym", pseudonym)
                .query(Boolean.class)
                .single();
    }

    /** Records that these cases were offered to the account as possible duplicates. */
    public void offer(Collection<UUID> cases, String account) {
        if (!cases.isEmpty()) {
            jdbc.sql("""
                            insert into duplicate_offer (case_id, account)
                            select unnest(:cases::uuid[]), :account on conflict do nothing
                            """)
                    .param("cases", cases.toArray(UUID[]::new))
                    .param("account", account)
                    .update();
        }
    }

    boolean wasOffered(UUID caseId, Caller caller) {
        return jdbc.sql("""
                        select exists (select 1 from duplicate_offer where case_id = :case and account = :account)
                        """)
                .param("case", caseId)
                .param("account", caller.account())
                .query(Boolean.class)
                .single();
    }
}
