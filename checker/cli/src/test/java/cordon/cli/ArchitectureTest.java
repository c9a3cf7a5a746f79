package cordon.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Stream;

/** The arrows between the rooms. */
@AnalyzeClasses(packages = "cordon", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ROOMS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("engine")
            .definedBy("cordon.engine..")
            .layer("symbolic")
            .definedBy("cordon.symbolic..")
            .layer("prover")
            .definedBy("cordon.prover..")
            .layer("model")
            .definedBy("cordon.model..")
            .layer("specs")
            .definedBy("cordon.specs..")
            .layer("counterexamples")
            .definedBy("cordon.counterexamples..")
            .layer("command")
            .definedBy("cordon.command..")
            .layer("cli")
            .definedBy("cordon.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("specs")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("counterexamples")
            .mayOnlyBeAccessedByLayers("command", "cli")
            .whereLayer("command")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("specs", "cli")
            .whereLayer("symbolic")
            .mayOnlyBeAccessedByLayers("prover", "specs", "cli")
            .whereLayer("prover")
            .mayOnlyBeAccessedByLayers("cli");

    /** The solver and its native library are for proofs alone. */
    @ArchTest
    static final ArchRule ONLY_THE_PROVER_KNOWS_Z3 = noClasses()
            .that()
            .resideOutsideOfPackage("cordon.prover..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.microsoft..");

    @ArchTest
    static final ArchRule THE_MODEL_NAMES_NO_EXPLORER_AND_NO_PROPERTY = noClasses()
            .that()
            .resideInAPackage("cordon.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cordon.engine.explore..", "cordon.engine.property..", "cordon.engine.store..");

    @ArchTest
    static final ArchRule HARDWARE_DOES_NOT_KNOW_THE_KERNEL = noClasses()
            .that()
            .resideInAPackage("cordon.model.hardware..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cordon.model.kernel..");

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_MODEL_FORM_NO_CIRCLE =
            slices().matching("cordon.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_ENGINE_FORM_NO_CIRCLE =
            slices().matching("cordon.engine.(*)..").should().beFreeOfCycles();

    /** A user of the engine compiles against the JDK and the engine alone. The store is no concern of a user. */
    @ArchTest
    static final ArchRule PUBLIC_SIGNATURES_OF_THE_ENGINE_HAVE_TYPES_OF_THE_JDK = noCodeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("cordon.engine..")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("cordon.engine.store..")
            .should(new ArchCondition<>("mention Guava") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                            .filter(type -> type.getPackageName().startsWith("com.google"))
                            .forEach(type -> events.add(
                                    SimpleConditionEvent.satisfied(unit, unit.getFullName() + ": " + type.getName())));
                }
            });

    /** The order of their elements changes with each start of the Java machine, and an output with it: take Guava's. */
    @ArchTest
    static final ArchRule NO_COLLECTION_HAS_AN_ORDER_THAT_CHANGES_WITH_EACH_RUN = noClasses()
            .should()
            .callMethodWhere(target(owner(equivalentTo(Map.class).or(equivalentTo(Set.class))))
                    .and(target(nameMatching("of|ofEntries|copyOf"))));

    /** Elsewhere a failure would lose its file or its reason, and a full disk would leave half a file. */
    @ArchTest
    static final ArchRule TEXT_IS_READ_AND_WRITTEN_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("cordon.engine.file..")
            .should()
            .callMethodWhere(target(owner(equivalentTo(Files.class)))
                    .and(target(nameMatching(
                            "readString|readAllLines|lines|writeString|write|newBufferedReader|newBufferedWriter"))));

    /** Digits, signs and letters would be others in the country of another user, and so would files that are compared. */
    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_COUNTRY_OF_THE_USER = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethodWhere(target(nameMatching("printf|format"))
                    .and(target(owner(assignableTo(PrintStream.class)
                            .or(assignableTo(PrintWriter.class))
                            .or(assignableTo(Console.class)))))
                    .and(target(rawParameterTypes(String.class, Object[].class))))
            .orShould()
            .callConstructor(Formatter.class)
            .orShould()
            .callConstructor(Scanner.class, InputStream.class)
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.text..");
}
