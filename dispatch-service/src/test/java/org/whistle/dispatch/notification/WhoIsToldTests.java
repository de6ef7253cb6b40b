package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.whistle.dispatch.dispatching.NoticeWatcher.To;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Grant;

/** Rules, scopes and groups. */
class WhoIsToldTests {

    private static final String GRID = "350999001001001";

    @ParameterizedTest
    @EnumSource
    void everyStepIsToldToSomebodyAndAlwaysInTheConsole(Notices.Kind step) {
        assertThat(Rules.told(step)).isNotEmpty();
        assertThat(Rules.told(step))
                .allSatisfy(role -> assertThat(Rules.standard(step, role)).contains(Channel.IN_APP));
    }

    @Test
    void noRoleThatSeesNoCaseIsToldOfOne() {
        assertThat(Arrays.stream(Notices.Kind.values()).flatMap(step -> Rules.told(step).stream()))
                .doesNotContain(Role.ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.CITIZEN, Role.SUPERVISOR);
    }

    @ParameterizedTest
    @CsvSource({
        "DISPATCHER, 350999, true",
        "DISPATCHER, 3509, true",
        "DISPATCHER, 350998, false",
        "COMMAND_LEADER, 350999, false",
        "STREET, 350999001, false"
    })
    void aRoleIsToldWithinItsScopeAlone(Role role, String scope, boolean told) {
        assertThat(person(new Grant(role, List.of(scope), null)).meant(about(new To(Role.DISPATCHER, null, null))))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "DEPARTMENT, 350999, WATER, true",
        "DEPARTMENT, 350999, POLICE, false",
        "DEPARTMENT, 350998, WATER, false",
        "HANDLER, 350999, WATER, false",
        "DISPATCHER, 350999, , false"
    })
    void aUnitIsToldThroughItsLiaisonsInItsCounty(Role role, String scope, @Nullable String unit, boolean told) {
        assertThat(person(new Grant(role, List.of(scope), unit)).meant(about(new To(Role.DEPARTMENT, null, "WATER"))))
                .isEqualTo(told);
    }

    @Test
    void whoHasADutyIsToldByNameAndNobodyElseOfTheUnit() {
        To onDuty = new To(Role.DEPARTMENT, "somebody", "WATER");

        assertThat(person().meant(about(onDuty))).isTrue();
        assertThat(new Person(
                                "colleague",
                                Locale.ENGLISH,
                                List.of(new Grant(Role.DEPARTMENT, List.of("350999"), "WATER")),
                                null,
                                false)
                        .meant(about(onDuty)))
                .isFalse();
    }

    @Test
    void aRobotHearsWhatItsGroupIsTold() {
        NotificationProperties.Robot ofWater = robot("350999", "WATER", Set.of());
        NotificationProperties.Robot ofStreet = robot("350999001", null, Set.of(Role.STREET));

        assertThat(ofWater.hears(about(new To(Role.DEPARTMENT, null, "WATER")))).isTrue();
        assertThat(ofWater.hears(about(new To(Role.DEPARTMENT, null, "POLICE"))))
                .isFalse();
        assertThat(ofWater.hears(about(new To(Role.DISPATCHER, null, null)))).isFalse();
        assertThat(ofStreet.hears(about(new To(Role.STREET, null, null)))).isTrue();
        assertThat(ofStreet.hears(about(new To(Role.STREET, "somebody", null)))).isFalse();
        assertThat(robot("350999002", null, Set.of(Role.STREET)).hears(about(new To(Role.STREET, null, null))))
                .isFalse();
    }

    @Test
    void aRobotBelongsEitherToAUnitOrToRolesAndIsCalledOverTls() {
        assertThatThrownBy(() -> robot("350999", "WATER", Set.of(Role.STREET))).hasMessageContaining("roles");
        assertThatThrownBy(() -> robot("350999", null, Set.of())).hasMessageContaining("roles");
        assertThatThrownBy(() -> robot("35", null, Set.of(Role.STREET))).hasMessageContaining("jurisdiction");
        assertThatThrownBy(() -> robot("http://robots.example/", "350999", "WATER", Set.of()))
                .hasMessageContaining("https");
    }

    @Test
    void neitherKeysNorSecretsOfARobotArePrinted() {
        assertThat(robot("350999", "WATER", Set.of())).asString().doesNotContain("key", "hidden");
    }

    private static NotificationProperties.Robot robot(String jurisdiction, @Nullable String unit, Set<Role> roles) {
        return robot("https://robots.example/send?key=key", jurisdiction, unit, roles);
    }

    private static NotificationProperties.Robot robot(
            String url, String jurisdiction, @Nullable String unit, Set<Role> roles) {
        return new NotificationProperties.Robot(
                "water",
                NotificationProperties.Robot.Kind.WECOM,
                URI.create(url),
                "hidden",
                jurisdiction,
                unit,
                roles,
                Locale.CHINA,
                false,
                20,
                Duration.ofSeconds(10));
    }

    private static Person person(Grant... grants) {
        return new Person("somebody", Locale.ENGLISH, List.of(grants), null, false);
    }

    private static Notification about(To to) {
        return new Notification(
                1,
                UUID.randomUUID(),
                Notices.Kind.OFFERED,
                null,
                UUID.randomUUID(),
                "3509992026112800001",
                "C0101",
                GRID,
                to,
                false,
                null);
    }
}
