package org.whistle.kit.eventlog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers the events about a county, which are no case's, without gap and in the order of their transactions. */
@Component
public class EventNumbers {

    private final JdbcClient jdbc;

    EventNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the next numbers; other transactions that take numbers of that county wait until this one ends.
     *
     * @return the first of them
     * @throws IllegalStateException outside a transaction
     */
    public long take(String county, int count) {
        EventLog.requireTransaction();
        return jdbc.sql("""
                        insert into event_number (key, last) values (:county, :count)
                        on conflict (key) do update set last = event_number.last + excluded.last
                        returning last - :count + 1
                        """)
                .param("county", county)
                .param("count", count)
                .query(Long.class)
                .single();
    }
}
