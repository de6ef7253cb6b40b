package org.whistle.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Sets a service's clock right after the tests of a class, so that classes of one configuration share a running service. */
final class ClockReset implements AfterAllCallback {

    /** As in the kit's first migration. */
    private static final String CLOCK = """
            create or replace function whistle_now() returns timestamptz language sql volatile
            as $$ select clock_timestamp() $$
            """;

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        String url = SpringExtension.getApplicationContext(context)
                .getEnvironment()
                .getRequiredProperty("spring.datasource.url");
        try (Connection connection = TestSystem.shared().superuser(url);
                Statement statement = connection.createStatement()) {
            statement.execute(CLOCK);
        }
    }
}
