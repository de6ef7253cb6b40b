package org.whistle.intake;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.testing.HouseRules;

class HouseRulesTests {

    private static final String ROOT = "org.whistle.intake";
    private static final JavaClasses CLASSES = HouseRules.classesOf(ROOT);

    static Stream<ArchRule> rules() {
        return HouseRules.of(ROOT).stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseRulesHold(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
