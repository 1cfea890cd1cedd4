package org.gradientatlas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds the import rules of the house: who may know whom, and which library lives where. */
@AnalyzeClasses(
    packages = "org.gradientatlas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.gradientatlas.";

  /**
   * Every package, and the packages of ours that it may import: from the bottom of the house up.
   */
  private static final Map<String, Set<String>> IMPORTS =
      rules(
          """
          axis:
          axis/architecture: axis
          measure:
          problem:
          theory: axis axis/architecture measure
          data: axis axis/architecture
          data/file: axis axis/architecture data problem
          sql: problem
          storage: problem
          study: axis axis/architecture data measure theory
          study/hocon: problem
          study/value: axis axis/architecture problem study/hocon
          study/file: axis axis/architecture data measure problem storage sql study study/hocon study/value
          train: axis axis/architecture data measure study
          train/dl4j: axis axis/architecture data measure study train train/dl4j/own
          train/dl4j/own: axis axis/architecture data train train/dl4j/own/keras
          train/dl4j/own/keras: data
          train/nd4j/kernel: axis measure study train/nd4j/memory
          train/nd4j/memory: axis
          train/nd4j/step: axis data measure train train/nd4j/kernel train/nd4j/memory
          train/nd4j/program: axis axis/architecture data measure study train train/nd4j/kernel
              train/nd4j/memory train/nd4j/product train/nd4j/step
          train/nd4j/program/recurrent: axis axis/architecture measure study train/nd4j/kernel
              train/nd4j/memory train/nd4j/product train/nd4j/program train/nd4j/step
          train/nd4j/program/convolution: axis axis/architecture measure study train/nd4j/kernel
              train/nd4j/memory train/nd4j/product train/nd4j/program train/nd4j/step
          train/nd4j/program/block: axis axis/architecture measure study train/nd4j/kernel
              train/nd4j/memory train/nd4j/product train/nd4j/program train/nd4j/step
          train/nd4j/network: axis axis/architecture data measure study train train/nd4j/kernel
              train/nd4j/memory train/nd4j/product train/nd4j/program train/nd4j/program/block
              train/nd4j/program/convolution train/nd4j/program/recurrent train/nd4j/step
          train/nd4j/product: axis train train/nd4j/memory
          train/nd4j/vector: axis measure train/nd4j/kernel train/nd4j/memory
              train/nd4j/vector/activation train/nd4j/vector/gate train/nd4j/vector/jit
              train/nd4j/vector/lane train/nd4j/vector/normalization train/nd4j/vector/statistics
              train/nd4j/vector/update
          train/nd4j/vector/activation: axis measure train/nd4j/kernel train/nd4j/memory
              train/nd4j/vector/jit train/nd4j/vector/lane train/nd4j/vector/statistics
          train/nd4j/vector/gate: train/nd4j/kernel train/nd4j/memory train/nd4j/vector/activation
              train/nd4j/vector/jit train/nd4j/vector/lane
          train/nd4j/vector/jit: train/nd4j/memory
          train/nd4j/vector/lane: train/nd4j/memory
          train/nd4j/vector/normalization: train/nd4j/kernel train/nd4j/memory
              train/nd4j/vector/jit train/nd4j/vector/lane
          train/nd4j/vector/statistics: measure train/nd4j/kernel train/nd4j/memory
              train/nd4j/vector/jit train/nd4j/vector/lane
          train/nd4j/vector/update: axis train/nd4j/kernel train/nd4j/memory
              train/nd4j/vector/jit train/nd4j/vector/lane train/nd4j/vector/statistics
          train/engine: axis train train/dl4j train/nd4j/network
          diagnose: measure problem theory
          diagnose/early: diagnose measure
          table/schema: axis axis/architecture diagnose measure study theory
          table/file: storage table/schema
          table/store: storage
          table/output: measure storage table/file table/schema table/store
          table/lock: table/output table/store
          query: problem report/text sql storage study study/file table/file table/output table/schema
          recipe: measure
          report/page: axis axis/architecture diagnose measure recipe
          report/comparison: axis/architecture diagnose measure recipe report/page
          report/live:
          report/text: axis axis/architecture measure
          spark/averaging: axis axis/architecture data measure spark/input spark/session spark/sweep
              study table/output table/schema theory train train/dl4j
          spark/comparison: axis/architecture diagnose report/comparison spark/page spark/stored storage study/hocon
              table/output table/schema table/store
          spark/input: axis axis/architecture data data/file spark/session storage study table/file theory train
              train/dl4j train/dl4j/own
          spark/live: diagnose report/live report/page report/text spark/page spark/session
              spark/stored spark/summary study/file table/output table/schema
          spark/page: axis/architecture diagnose measure report/page spark/stored table/file table/output
              table/schema
          spark/session: axis storage table/output train train/engine
          spark/stored: axis axis/architecture diagnose measure problem report/text storage study study/file
              table/file table/lock table/output table/schema table/store
          spark/summary: axis/architecture diagnose diagnose/early measure recipe report/page report/text spark/session spark/stored
              table/file table/lock table/output table/schema theory
          spark/sweep: axis data measure problem report/text spark/input spark/session spark/stored storage study
              study/file table/file table/lock table/output table/schema table/store theory train
              train/engine
          spark: diagnose problem query report/text spark/averaging spark/comparison spark/input
              spark/page spark/session spark/summary
              spark/sweep storage study study/file table/output
          cli/answer: query report/text
          cli/draft: data data/file
          cli: axis axis/architecture cli/answer cli/draft data data/file diagnose problem query report/live report/page report/text spark
              spark/comparison spark/input spark/live spark/page
              spark/session spark/stored spark/summary spark/sweep storage study study/file
              table/output theory
          """);

  /** Library to the packages that may know it, with all that is below them. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.apache.spark", Set.of("spark", "table"),
          "org.apache.hadoop", Set.of("spark", "storage", "table", "query", "cli"),
          "org.nd4j", Set.of("train", "spark/averaging", "spark/session"),
          "org.deeplearning4j", Set.of("train/dl4j", "spark/averaging"),
          "org.bytedeco", Set.of("train", "spark/averaging", "spark/session"),
          "picocli", Set.of("cli"),
          "org.apache.logging", Set.of("spark/session"),
          "com.typesafe.config", Set.of("study/file", "study/hocon", "study/value"),
          "org.duckdb", Set.of("sql", "query"),
          "io.pebbletemplates", Set.of("report/page"));

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

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

  /** Deeplearning4j's parser makes objects of classes that JSON names: those are checked first. */
  @ArchTest
  static final ArchRule modelsAreParsedWhereTheirClassesAreChecked =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + "train.dl4j.own.OwnGraph")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "parses a configuration of Deeplearning4j's",
                  call ->
                      call.getTargetOwner()
                              .getPackageName()
                              .startsWith("org.deeplearning4j.nn.conf")
                          && call.getName().matches("fromJson|fromYaml")));

  /** The import's own reader of HDF5 is native code, which no file of a user's may meet. */
  @ArchTest
  static final ArchRule filesOfKerasAreReadByJavaAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.deeplearning4j\\.nn\\.modelimport\\.keras\\..*(Hdf5|ModelImport).*")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco.hdf5..");

  @ArchTest
  static final ArchRule filesOfKerasAreReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + "train.dl4j.own.keras.KerasStore")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jhdf..");

  @ArchTest
  static void packagesImportOnlyWhatTheyMay(JavaClasses classes) {
    IMPORTS.forEach(
        (home, allowed) ->
            noClasses()
                .that()
                .resideInAPackage(full(home))
                .should()
                .dependOnClassesThat(areOursOutside(home, allowed))
                .check(classes));
  }

  @ArchTest
  static void librariesStayWhereTheyBelong(JavaClasses classes) {
    LIBRARIES.forEach(
        (library, homes) ->
            noClasses()
                .that(liveOutside(homes))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(classes));
  }

  @ArchTest
  static void everyPackageHasItsRuleAndEveryRuleItsPackage(JavaClasses classes) {
    Set<String> packages =
        classes.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(ROOT))
            .map(ArchitectureTest::relative)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isEqualTo(IMPORTS.keySet());
  }

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9/]+)` \\|");

  @ArchTest
  static void contributingHasARowForEveryPackage(JavaClasses classes) throws IOException {
    String page = Files.readString(Path.of("CONTRIBUTING.md"));
    String layout = page.substring(page.indexOf("| package |"), page.indexOf("## Tests"));
    assertThat(ROW.matcher(layout).results().map(row -> row.group(1)))
        .as("packages in the table of CONTRIBUTING.md")
        .containsExactlyInAnyOrderElementsOf(IMPORTS.keySet());
  }

  /** A folder of more files than this is several rooms. */
  private static final int MOST_FILES = 26;

  @ArchTest
  static void noRoomIsOverfull(JavaClasses classes) {
    Map<String, Long> files =
        classes.stream()
            .filter(type -> type.isTopLevelClass())
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(files)
        .allSatisfy((room, count) -> assertThat(count).isLessThanOrEqualTo(MOST_FILES));
  }

  private static Map<String, Set<String>> rules(String text) {
    var rules = new TreeMap<String, Set<String>>();
    // A rule goes on where a line begins with no name and colon.
    for (String rule : text.replaceAll("\\n\\s+", " ").lines().toList()) {
      String[] sides = rule.split(":", -1);
      rules.put(
          sides[0].strip(),
          Arrays.stream(sides[1].split(" "))
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toSet()));
    }
    return rules;
  }

  private static String full(String home) {
    return ROOT + home.replace('/', '.');
  }

  private static String relative(String packageName) {
    return packageName.substring(ROOT.length()).replace('.', '/');
  }

  private static DescribedPredicate<JavaClass> areOursOutside(String home, Set<String> allowed) {
    return DescribedPredicate.describe(
        "are of ours and in none of " + allowed,
        type ->
            type.getPackageName().startsWith(ROOT)
                && !relative(type.getPackageName()).equals(home)
                && !allowed.contains(relative(type.getPackageName())));
  }

  private static DescribedPredicate<JavaClass> liveOutside(Set<String> homes) {
    return DescribedPredicate.describe(
        "live outside " + homes,
        type ->
            homes.stream()
                .noneMatch(
                    home ->
                        type.getPackageName().equals(full(home))
                            || type.getPackageName().startsWith(full(home) + ".")));
  }
}
