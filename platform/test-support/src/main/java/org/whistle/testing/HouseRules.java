package org.whistle.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The rules of the house that a compiler does not check; every service's test applies all of them. */
public final class HouseRules {

    private HouseRules() {}

    /** The main classes of a service, read once for all rules. */
    public static JavaClasses classesOf(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    /**
     * All rules for one service.
     *
     * @param root its package, such as {@code org.whistle.intake}
     */
    public static List<ArchRule> of(String root) {
        return List.of(
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .dependOnClassesThat(are(resideInAPackage("org.whistle..")
                                .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                                root + "..",
                                                "org.whistle.events..",
                                                "org.whistle.clock..",
                                                "org.whistle.door..",
                                                "org.whistle.proof..",
                                                "org.whistle.kit..")))))
                        .because("services share nothing but the platform"),
                slices().matching(root + ".(*)..").should().beFreeOfCycles(),
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Controller")
                        .should()
                        .notBePublic()
                        .andShould()
                        .resideInAPackage("..web")
                        .because("controllers are package-private, in their feature's web package"),
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("Machine")
                        .or()
                        .haveSimpleNameEndingWith("Table")
                        .should()
                        .dependOnClassesThat(are(resideInAPackage("org.springframework.."))
                                .or(are(resideInAPackage("java.sql..")))
                                .or(are(resideInAPackage("org.apache.kafka.."))))
                        .because("state machines are pure"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..web..")
                        .should()
                        .dependOnClassesThat(are(resideInAPackage(root + "..web..")))
                        .because("the model does not know its HTTP face"));
    }
}
