package org.gradientatlas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;

/** Holds the import rules of the house: who may know whom, and which library lives where. */
@AnalyzeClasses(
    packages = "org.gradientatlas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.gradientatlas.";

  /** Package to the packages that it may import. */
  private static final Map<String, Set<String>> IMPORTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("axis", Set.of()),
              Map.entry("measure", Set.of()),
              Map.entry("theory", Set.of("axis")),
              Map.entry("data", Set.of("axis")),
              Map.entry("study", Set.of("axis", "data", "measure", "theory", "problem", "sql")),
              Map.entry("train", Set.of("axis", "study", "data", "measure")),
              Map.entry("diagnose", Set.of("measure", "theory")),
              Map.entry("table", Set.of("study", "measure", "theory", "diagnose", "axis")),
              Map.entry(
                  "spark",
                  Set.of(
                      "axis",
                      "study",
                      "data",
                      "measure",
                      "theory",
                      "train",
                      "diagnose",
                      "table",
                      "report",
                      "problem",
                      "sql",
                      "query")),
              Map.entry("report", Set.of("measure", "diagnose", "axis")),
              Map.entry(
                  "cli",
                  Set.of(
                      "spark",
                      "study",
                      "axis",
                      "theory",
                      "diagnose",
                      "table",
                      "report",
                      "problem",
                      "query")),
              Map.entry("problem", Set.of()),
              Map.entry("sql", Set.of("problem")),
              Map.entry(
                  "query",
                  Set.of(
                      "sql",
                      "study",
                      "table",
                      "report",
                      "diagnose",
                      "problem",
                      "axis",
                      "measure"))));

  /** Library to the packages that may know it. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.apache.spark", Set.of("spark", "table"),
          "org.nd4j", Set.of("train", "spark"),
          "org.deeplearning4j", Set.of("train", "spark"),
          "org.bytedeco", Set.of("train", "spark"),
          "picocli", Set.of("cli"),
          "com.typesafe.config", Set.of("study"),
          "org.duckdb", Set.of("sql", "study", "query"),
          "io.pebbletemplates", Set.of("report"));

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  /** What would make code or objects of a file; docs/engineering/security.md leans on it. */
  @ArchTest
  static final ArchRule nothingParsesModelsOrObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.nd4j.shade..",
              "org.nd4j.autodiff..",
              "org.nd4j.imports..",
              "org.deeplearning4j.util..",
              "javax.script..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.io.ObjectInput.class);

  @ArchTest
  static void packagesImportOnlyWhatTheyMay(com.tngtech.archunit.core.domain.JavaClasses classes) {
    for (var entry : IMPORTS.entrySet()) {
      String[] forbidden =
          IMPORTS.keySet().stream()
              .filter(p -> !p.equals(entry.getKey()) && !entry.getValue().contains(p))
              .map(p -> ROOT + p + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + entry.getKey() + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @ArchTest
  static void librariesStayWhereTheyBelong(com.tngtech.archunit.core.domain.JavaClasses classes) {
    LIBRARIES.forEach(
        (library, homes) ->
            noClasses()
                .that(livesOutside(homes))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(classes));
  }

  @ArchTest
  static void everyPackageHasItsRule(com.tngtech.archunit.core.domain.JavaClasses classes) {
    for (JavaClass type : classes) {
      String[] parts = type.getPackageName().split("\\.");
      if (parts.length > 2) {
        Assertions.assertTrue(
            IMPORTS.containsKey(parts[2]),
            () -> type.getName() + " is in none of " + Arrays.toString(IMPORTS.keySet().toArray()));
      }
    }
  }

  private static DescribedPredicate<JavaClass> livesOutside(Set<String> packages) {
    return DescribedPredicate.describe(
        "live outside " + packages,
        type -> packages.stream().noneMatch(p -> type.getPackageName().startsWith(ROOT + p)));
  }
}
