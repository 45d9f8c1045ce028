package dev.teacher.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.teacher.api.graph.Op;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the walls between the modules. A rule that matches no class fails, and so does a module
 * that has shrunk below the number of classes it must have: none of these can pass on nothing.
 */
@AnalyzeClasses(
    packages = "dev.teacher",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestkit.class})
class ArchitectureTest {

  private static final String API = "dev.teacher.api..";
  private static final String FEATURES = "dev.teacher.features..";
  private static final String MODEL = "dev.teacher.model..";
  private static final String TRAIN = "dev.teacher.train..";
  private static final String CLI = "dev.teacher.cli..";

  /** Package to the least number of classes that the rules below must have seen there. */
  private static final Map<String, Integer> LEAST_CLASSES =
      Map.of(API, 80, FEATURES, 20, MODEL, 25, TRAIN, 40, CLI, 10);

  @ArchTest
  static final ArchRule modulesUseOnlyTheModulesBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy(API)
          .layer("features")
          .definedBy(FEATURES)
          .layer("model")
          .definedBy(MODEL)
          .layer("train")
          .definedBy(TRAIN)
          .layer("cli")
          .definedBy(CLI)
          .whereLayer("features")
          .mayOnlyBeAccessedByLayers("train", "cli")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("train", "cli")
          .whereLayer("train")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule theApiKnowsOnlyTheJdkAndTheConfigurationLibrary =
      classes()
          .that()
          .resideInAPackage(API)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(API, "java..", "com.typesafe.config..")
          .because("plugin authors get every dependency of the API");

  @ArchTest
  static final ArchRule featuresKnowOnlyTheApi =
      classes()
          .that()
          .resideInAPackage(FEATURES)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(FEATURES, API, "java..", "com.typesafe.config..")
          .because("the same features must run without any engine");

  @ArchTest
  static final ArchRule modelsKnowOnlyTheApiAndOnnx =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              MODEL,
              API,
              "java..",
              "ai.onnx.proto..",
              "ai.onnxruntime..",
              "com.fasterxml.jackson..",
              "com.google.protobuf..",
              "com.typesafe.config..")
          .because("transcribing must load neither DJL nor PyTorch");

  @ArchTest
  static final ArchRule onlyTrainingKnowsTheTrainingEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage(TRAIN)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..")
          .because("transcribing must load neither DJL nor PyTorch");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.teacher.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheCommandWritesToTheStandardStreams =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should(ACCESS_STANDARD_STREAMS)
          .because("with --json, standard output holds one JSON object and nothing else");

  @ArchTest
  static final ArchRule onlyTheCommandEndsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "exit", int.class)
          .because("the exit code is the command's to choose");

  @ArchTest
  static final ArchRule onlyTheRegistryLooksUpServices =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.teacher.api.plugin..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ServiceLoader.class)
          .because("one place finds plugins, checks their names and explains what is missing");

  @ArchTest
  static final ArchRule whatDependsOnTheOperationIsAVisitor =
      classes()
          .that()
          .areNotAssignableTo(Op.Visitor.class)
          .should(askAboutAtMostTwoOperations())
          .because("an operation that is forgotten in a visitor does not compile");

  private static ArchCondition<JavaClass> askAboutAtMostTwoOperations() {
    return new ArchCondition<>("ask by instanceof about two operations of the graph at most") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        Set<String> asked =
            item.getInstanceofChecks().stream()
                .map(InstanceofCheck::getRawType)
                .filter(type -> type.isAssignableTo(Op.class) && !type.isEquivalentTo(Op.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        String found = item.getName() + " asks about " + asked;
        events.add(new SimpleConditionEvent(item, asked.size() <= 2, found));
      }
    };
  }

  @ArchTest
  static void aLadderOverOperationsIsFound(JavaClasses classes) {
    assertThat(classes).noneMatch(type -> type.isEquivalentTo(Ladder.class));
    JavaClasses ladder = new ClassFileImporter().importClasses(Ladder.class);
    assertThatThrownBy(() -> whatDependsOnTheOperationIsAVisitor.check(ladder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("asks about [Cast, MatMul, Where]");
  }

  /** What the rule is to find. */
  static final class Ladder {
    private Ladder() {}

    static int operands(Op op) {
      if (op instanceof Op.Cast) {
        return 1;
      }
      return op instanceof Op.MatMul ? 2 : op instanceof Op.Where ? 3 : 0;
    }
  }

  @ArchTest
  static void everyModuleIsSeen(JavaClasses classes) {
    LEAST_CLASSES.forEach(
        (layer, least) ->
            assertThat(classes.that(resideInAPackage(layer)).size())
                .as("classes in %s", layer)
                .isGreaterThanOrEqualTo(least));
  }

  /** Leaves the contract tests out, which come as a jar and look like any other code. */
  static final class WithoutTestkit implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/dev/teacher/testkit/");
    }
  }
}
