package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** Databases of the version before. */
@DeskTest
class UpgradeIntegrationTests {

    @Autowired
    private Flyway flyway;

    @Value("${spring.datasource.username}")
    private String username;

    @Value("${spring.datasource.password}")
    private String password;

    /** The kit's migrations are numbered below the service's own. */
    @Test
    void aNewMigrationOfTheKitIsAddedToAServiceThatHasItsOwn() {
        String database = TestSystem.shared().newDatabase();
        upgrade(database).locations("classpath:db/migration").load().migrate();

        upgrade(database).load().migrate();

        assertThat(upgrade(database).load().info().pending()).isEmpty();
    }

    private FluentConfiguration upgrade(String database) {
        return Flyway.configure().configuration(flyway.getConfiguration()).dataSource(database, username, password);
    }
}
