package org.gradientatlas.spark.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Drawn;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataLoaderTest {
  private static final List<String> SPLITTING =
      List.of("spark.sql.files.maxPartitionBytes", "spark.sql.files.openCostInBytes");

  private static final String FILLS =
      "; data.missing = drop leaves out such rows, mean fills in the mean";

  private final SparkSession spark = SparkForTests.session();

  private static final org.apache.hadoop.fs.Path OUT =
      new org.apache.hadoop.fs.Path("file:/nowhere/out");

  @TempDir Path folder;

  @AfterEach
  void resetPartitioning() {
    SPLITTING.forEach(spark.conf()::unset);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  private static DataSpec.Table table(
      Format format, String path, boolean classification, String label, String... features) {
    return new DataSpec.Table(format, path, List.of(features), label, classification, 0, false);
  }

  private Dataset read(DataSpec.Stored spec) {
    return Drawn.dataset(new DataLoader(spark, OUT).read(spec).raw());
  }

  private Dataset csv(String label, String... lines) throws IOException {
    return read(table(Format.CSV, file("t.csv", lines), true, label));
  }

  @Test
  void readsCsvColumnsByName() throws IOException {
    String path = file("t.csv", "a,class,b.c,d", "1,2,0.5,x", "-2e3,0,.25,y", "3,1,7,z");
    Dataset data = read(table(Format.CSV, path, true, "class", "b.c", "a"));
    assertThat(data.width()).isEqualTo(2);
    assertThat(data.features()).containsExactly(0.5f, 1, 0.25f, -2000, 7, 3);
    assertThat(Drawn.targets(data.targets())).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
    assertThat(data.classification()).isTrue();
  }

  @Test
  void allColumnsButTheLabelAreFeaturesAndRegressionTargetsAreNumbers() throws IOException {
    String path = file("t.csv", "a,b,y", "1,2,-0.5", "3,4,1e-3");
    Dataset data = read(table(Format.CSV, path, false, "y"));
    assertThat(data.features()).containsExactly(1, 2, 3, 4);
    assertThat(Drawn.targets(data.targets())).containsExactly(-0.5, 1e-3);
    assertThat(data.outputs()).isEqualTo(1);
    assertThat(data.classification()).isFalse();
  }

  /** As pandas and Spark write categories, answers and codes. */
  @Test
  void parquetLabelsMayBeTextsTruthValuesAndAnyWholeNumbers() {
    String path = folder.resolve("t").toString();
    spark
        .range(0, 4, 1, 1)
        .selectExpr(
            "id AS x",
            "element_at(array('no', 'yes', 'maybe', 'no'), cast(id + 1 AS int)) AS word",
            "id = 1 AS flag",
            "cast(id % 2 * 2 - 1 AS double) AS sign",
            "cast(10 - id AS string) AS digits")
        .write()
        .parquet(path);
    assertThat(classes(path, "word")).containsExactly(1, 2, 0, 1);
    assertThat(classes(path, "flag")).containsExactly(0, 1, 0, 0);
    assertThat(classes(path, "sign")).containsExactly(0, 1, 0, 1);
    assertThat(classes(path, "digits")).containsExactly(3, 2, 1, 0);
    assertProblems(
        () -> read(table(Format.PARQUET, path, false, "word", "x")),
        "t: column 'word' is of type string, not a number");
  }

  /** As pandas writes what is missing: NaN in columns of numbers, null elsewhere. */
  @Test
  void missingCellsOfParquetAreDroppedOrFilled() {
    String path = folder.resolve("t").toString();
    spark
        .range(0, 5, 1, 1)
        .selectExpr(
            "if(id = 1, double('NaN'), id) AS x",
            "if(id = 2, array(5.0, null), array(6.0, 7.0)) AS pair",
            "if(id = 3, null, if(id = 0, 'a', 'b')) AS word")
        .write()
        .parquet(path);
    RawData dropped = read(path, Missing.DROP);
    assertThat(Drawn.features(dropped)).containsExactly(0, 6, 7, 4, 6, 7);
    RawData kept = read(path, Missing.MEAN);
    assertThat(Drawn.features(kept))
        .containsExactly(0, 6, 7, Float.NaN, 6, 7, 2, 5, Float.NaN, 4, 6, 7);
    assertThat(((Targets.Classes) kept.targets()).labels()).containsExactly(0, 1, 1, 1);
  }

  /** An array of a Parquet column is as many features as it has numbers. */
  @Test
  void arraysOfParquetAreInstants() {
    String path = folder.resolve("t").toString();
    spark
        .range(0, 4, 1, 1)
        .selectExpr("array(id, id + 1, id + 2, id + 3) AS x", "id % 2 AS label")
        .write()
        .parquet(path);
    DataSpec.Table whole = series(path, 2);
    Dataset data =
        Preparation.split(
                new DataLoader(spark, OUT).read(whole).raw(),
                whole,
                RandomSource.XO_SHI_RO_256_PP.create(1))
            .training();
    assertThat(data.shape()).isEqualTo(new InputShape.Sequence(2, 2));
    assertThatThrownBy(
            () -> new DataLoader(spark, OUT).load(Map.of(whole, 1, series(path, 3), 1), 42, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            path + " has 4 features in each row, which data.time-steps = 3 does not divide");
  }

  private static DataSpec.Table series(String path, int timeSteps) {
    return new DataSpec.Table(
        Format.PARQUET,
        path,
        List.of(),
        List.of(),
        "label",
        true,
        Missing.REFUSE,
        timeSteps,
        0,
        false,
        false);
  }

  private RawData read(String path, Missing missing) {
    var all = List.of("x", "pair");
    return new DataLoader(spark, OUT)
        .read(
            new DataSpec.Table(
                Format.PARQUET, path, all, List.of(), "word", true, missing, 1, 0, false, false))
        .raw();
  }

  private int[] classes(String path, String label) {
    var raw = new DataLoader(spark, OUT).read(table(Format.PARQUET, path, true, label, "x")).raw();
    return ((Targets.Classes) raw.targets()).labels();
  }

  @Test
  void readsLibsvm() throws IOException {
    String path = file("t.libsvm", "1 1:0.5 3:2", "0 2:-1", "2 1:4 2:5 3:6");
    Dataset data = read(table(Format.LIBSVM, path, true, "label", "features"));
    assertThat(data.features()).containsExactly(0.5f, 0, 2, 0, -1, 0, 4, 5, 6);
    assertThat(List.of(data.label(0), data.label(1), data.label(2))).containsExactly(1, 0, 2);
  }

  @Test
  void readsParquetNumbersArraysAndVectors() {
    String path = folder.resolve("t").toString();
    spark
        .range(0, 3, 1, 1)
        .selectExpr(
            "cast(id as tinyint) AS class",
            "cast(id / 4 as decimal(6,2)) AS d",
            "array(cast(id as float), cast(0 - id as float)) AS pair")
        .withColumn(
            "v",
            org.apache.spark.ml.functions.array_to_vector(
                org.apache.spark.sql.functions.col("pair")))
        .write()
        .parquet(path);
    Dataset data = read(table(Format.PARQUET, path, true, "class", "pair", "d", "v"));
    assertThat(data.width()).isEqualTo(5);
    assertThat(data.features())
        .containsExactly(0, 0, 0, 0, 0, 1, -1, 0.25f, 1, -1, 2, -2, 0.5f, 2, -2);
    assertThat(data.label(2)).isEqualTo(2);
  }

  /** 3 files of 400 rows, whole, and then cut into some ten and forty pieces. */
  @Test
  void rowsStandInFileOrderHoweverTheyArePartitioned() throws IOException {
    Path files = Files.createDirectory(folder.resolve("parts"));
    for (int part = 0; part < 3; part++) {
      int first = 400 * part;
      // The last file is the largest: Spark would read it first.
      String blanks = " ".repeat(10 * part);
      Files.writeString(
          files.resolve("part-" + part + ".csv"),
          IntStream.range(first, first + 400)
              .mapToObj(i -> i + "," + blanks + -i + "," + i % 7 + "\n")
              .collect(Collectors.joining("", "x,y,class\n", "")));
    }
    float[] expected = new float[2400];
    for (int i = 0; i < 1200; i++) {
      expected[2 * i] = i;
      expected[2 * i + 1] = -i;
    }
    DataSpec.Table table = table(Format.CSV, files.toString(), true, "class");
    for (String bytes : List.of("100000000", "3000", "700")) {
      SPLITTING.forEach(key -> spark.conf().set(key, bytes));
      assertThat(read(table).features()).isEqualTo(expected);
    }
  }

  @Test
  void parquetRowsStandInFileOrderHoweverTheyArePartitioned() {
    String path = folder.resolve("t").toString();
    spark.range(0, 900, 1, 5).selectExpr("id AS x", "id % 3 AS class").write().parquet(path);
    DataSpec.Table table = table(Format.PARQUET, path, true, "class");
    float[] whole = read(table).features();
    SPLITTING.forEach(key -> spark.conf().set(key, "1500"));
    assertThat(read(table).features()).isEqualTo(whole);
    assertThat(whole).hasSize(900).startsWith(0, 1, 2, 3).endsWith(898, 899);
  }

  @Test
  void namesAllBadCellsWithFileRowAndColumn() {
    assertProblems(
        () ->
            csv(
                "class",
                "a,b,class",
                "1,2,0",
                "x,,1",
                "3,NaN,1.5",
                "1e39,4,-1",
                "5,Infinity,",
                "6,7,10000"),
        "t.csv, line 3, column 'a': 'x' is not a number",
        "t.csv, line 3, column 'b': the cell is empty" + FILLS,
        "t.csv, line 4, column 'b': 'NaN' is not a number" + FILLS,
        "t.csv, line 5, column 'a': '1e39' is beyond the range of float32",
        "t.csv, line 6, column 'b': 'Infinity' is not a number",
        "t.csv, line 6, column 'class': the cell is empty; data.missing = drop leaves out such"
            + " rows",
        "t.csv, line 4, column 'class': 1.5 is not a class; classes are whole numbers or"
            + " texts; to predict numbers, set data.classification = false");
  }

  @Test
  void namesTheFileAmongSeveral() throws IOException {
    Path files = Files.createDirectory(folder.resolve("several"));
    Files.writeString(files.resolve("one.csv"), "a,class\n1,0\n2,1\n");
    Files.writeString(files.resolve("two three.csv"), "a,class\n3,0\n4,1\n?,1\n");
    assertProblems(
        () -> read(table(Format.CSV, files.toString(), true, "class")),
        "several/two three.csv, line 4, column 'a': '?' is not a number" + FILLS);
  }

  @Test
  void refusesRowsOfTheWrongLength() {
    assertProblems(
        () -> csv("class", "a,b,class", "1,2,0", "1,2", "1,2,1,9"),
        "t.csv, line 3: 2 cells, where the header has 3",
        "t.csv, line 4: 4 cells, where the header has 3");
  }

  @Test
  void columnsOfSeveralFilesGoByTheirNames() throws IOException {
    Path files = Files.createDirectory(folder.resolve("several"));
    Files.writeString(files.resolve("one.csv"), "a,class\n1,0\n2,1\n");
    Files.writeString(files.resolve("two.csv"), "class,a\n1,5\n0,6\n");
    DataSpec.Table table = table(Format.CSV, files.toString(), true, "class");
    assertThat(read(table).features()).containsExactly(1, 2, 5, 6);
    Files.writeString(files.resolve("three.csv"), "class,b\n1,5\n0,6\n");
    assertProblems(
        () -> read(table),
        "several/three.csv has no column 'a'; the nearest is 'b'",
        "several/three.csv has column 'b', which the first file has not");
  }

  @Test
  void refusesArraysOfDifferentLengths() {
    String path = folder.resolve("t").toString();
    spark
        .range(0, 3, 1, 1)
        .selectExpr("if(id = 1, array(1.0, null), array(1.0, 2.0)) AS x", "id AS class")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path);
    String part = folder.toFile().getName() + "/t/";
    assertThatThrownBy(() -> read(table(Format.PARQUET, path, true, "class")))
        .hasMessageContaining(part)
        .hasMessageEndingWith("row 2, column 'x'[1]: the cell is empty" + FILLS);
    spark
        .range(0, 3, 1, 1)
        .selectExpr("if(id = 1, array(1.0, 2.0), array(1.0)) AS x", "id AS class")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path);
    assertThatThrownBy(() -> read(table(Format.PARQUET, path, true, "class")))
        .hasMessageEndingWith("row 2: column 'x' has 2 numbers, where the first row has 1 number");
  }

  @Test
  void namesAllWrongColumnsAndTheNearest() throws IOException {
    String path = file("t.csv", "height,weight,class", "1,2,0");
    assertProblems(
        () -> read(table(Format.CSV, path, true, "clas", "hieght", "weight", "weight")),
        "t.csv has no column 'hieght'; the nearest is 'height'",
        "t.csv: column 'weight' is named twice among the features",
        "t.csv has no column 'clas'; the nearest is 'class'");
    assertProblems(
        () -> read(table(Format.CSV, path, true, "diagnosis", "height")),
        "t.csv has no column 'diagnosis'; it has height, weight, class");
    assertProblems(
        () -> read(table(Format.CSV, file("t.csv", "class", "1"), true, "class")),
        "t.csv has no feature column");
  }

  @Test
  void refusesColumnsThatAreNoNumbers() {
    String path = folder.resolve("t").toString();
    spark
        .range(2)
        .selectExpr("'a' AS text", "id = 1 AS flag", "id AS x", "array(id) AS class")
        .write()
        .parquet(path);
    assertProblems(
        () -> read(table(Format.PARQUET, path, true, "class")),
        "t: column 'text' is of type string, not a number",
        "t: column 'flag' is of type boolean, not a number",
        "t: column 'class' is of type array<bigint>, not a number");
  }

  @Test
  void refusesTablesWithoutRowsOrWithOneClass() {
    assertProblems(() -> csv("class", "a,class"), "t.csv holds no rows");
    assertProblems(
        () -> csv("class", "a,class", "1,0", "2,0"),
        "t.csv, column 'class': all 2 examples are of class 0; there must be at least two classes");
  }

  @Test
  void refusesFilesThatAreMissingOrOfAnotherFormat() throws IOException {
    String none = folder.resolve("none").toString();
    for (Format format : Format.values()) {
      assertProblems(() -> read(table(format, none, true, "class")), "none does not exist");
    }
    String path = file("t.csv", "a,class", "1,0");
    assertProblems(
        () -> read(table(Format.PARQUET, path, true, "class")), "t.csv is not a Parquet file");
    assertProblems(
        () -> read(table(Format.LIBSVM, path, true, "label")),
        "t.csv, line 1, label: 'a,class' is not a number (the first of 2)");
  }

  @Test
  void readsNoNumberFromTheNamesOfDirectories() throws IOException {
    Path files = folder.resolve("x=[9]/class=7/?*");
    Files.createDirectories(files);
    Files.writeString(files.resolve("a:b {c}.csv"), "x,class\n1,0\n2,1\n");
    assertThat(
            read(table(Format.CSV, folder.resolve("x=[9]").toString(), true, "class")).features())
        .containsExactly(1, 2);
    String parquet = folder.resolve("y=[9]").toString();
    Path part = folder.resolve("y=[9]/class=7/%20 {a,b}*");
    spark
        .range(0, 4, 1, 1)
        .selectExpr("id AS x", "id % 2 AS class")
        .write()
        .parquet(part.toString());
    assertThat(read(table(Format.PARQUET, parquet, true, "class")).features())
        .containsExactly(0, 1, 2, 3);
    assertProblems(
        () -> read(table(Format.PARQUET, parquet, true, "y")),
        "y=[9] has no column 'y'; the names of directories are no columns");
  }

  /** Every character of a path stands for itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        " lead and trail ",
        "[a]",
        "{a,b}",
        "*",
        "a?b",
        "%20",
        "100%",
        "'q'",
        "\"q\"",
        "10:00",
        "x:y",
        "größe",
        "\uD83D\uDE80",
        "depth=99",
        "#1",
        "a&b;c",
        "back\\slash",
        "-x",
        "$HOME",
        "~",
        "a,b",
        "tab\there",
        "line\nbreak"
      })
  void pathsAreLiteral(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    String text = "x,label\n1,0\n2,1\n";
    Files.writeString(home.resolve(name + ".csv"), text);
    Files.writeString(home.resolve(name + ".svm"), "0 1:1\n1 1:2\n");
    byte[] head = {0, 0, 8, 1, 0, 0, 0, 2};
    Files.write(home.resolve(name + ".idx"), concat(head, new byte[] {1, 2}));
    Files.write(home.resolve(name + ".lab"), concat(head, new byte[] {0, 1}));
    Path parquet = Files.createDirectory(home.resolve("p"));
    copyOfParquet(parquet.resolve(name + ".parquet"));
    String base = home + "/" + name;
    for (DataSpec.Stored spec :
        List.of(
            table(Format.CSV, base + ".csv", true, "label"),
            table(Format.LIBSVM, base + ".svm", true, "label"),
            new DataSpec.Idx(base + ".idx", base + ".lab", 0, false),
            table(
                Format.PARQUET,
                base.replaceFirst("[^/]*$", "") + "p/" + name + ".parquet",
                true,
                "label"),
            table(Format.PARQUET, home + "/p/", true, "label"))) {
      assertThat(read(spec).features()).as("%s", spec).containsExactly(1, 2);
    }
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private void copyOfParquet(Path to) throws IOException {
    Path written = folder.resolve("written");
    spark
        .range(0, 2, 1, 1)
        .selectExpr("id + 1 AS x", "id AS label")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(written.toString());
    try (var files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.copy(part, to);
    }
  }

  @Test
  void symlinksAreFollowed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.writeString(real.resolve("1.csv"), "x,label\n1,0\n2,1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Path file = Files.createSymbolicLink(folder.resolve("file.csv"), real.resolve("1.csv"));
    for (Path path : List.of(link, file, folder.resolve("none/../link"))) {
      DataSpec.Table table = table(Format.CSV, path.normalize().toString(), true, "label");
      assertThat(read(table).features()).containsExactly(1, 2);
    }
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
    assertProblems(
        () -> read(table(Format.CSV, folder.resolve("dangling").toString(), true, "label")),
        "dangling does not exist");
  }

  @Test
  void linksThatLeadNowhereOrInACircleAreRefused() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("1.csv"), "x,label\n1,0\n2,1\n");
    DataSpec.Table table = table(Format.CSV, data.toString(), true, "label");
    Path nowhere = Files.createSymbolicLink(data.resolve("2.csv"), folder.resolve("nowhere"));
    assertProblems(() -> read(table), "data/2.csv does not exist");
    Files.delete(nowhere);
    Files.createSymbolicLink(Files.createDirectory(data.resolve("sub")).resolve("up"), data);
    assertProblems(() -> read(table), "data/sub/up is a link to a directory that it is in");
  }

  @Test
  void pipesAndDevicesAreRefused() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertProblems(
        () -> read(table(Format.CSV, pipe.toString(), true, "label")),
        "pipe is a pipe or a device, not a file");
    assertProblems(
        () -> read(table(Format.LIBSVM, "/dev/zero", true, "label")),
        "/dev/zero is a pipe or a device, not a file");
  }

  /** As pandas writes them: where a cell is missing, whole numbers become floating. */
  @Test
  void parquetFilesMayDifferInTheTypesOfNumbers() {
    String path = folder.resolve("t").toString();
    spark.range(0, 2, 1, 1).selectExpr("id AS x", "id AS class", "id AS o").write().parquet(path);
    spark
        .range(2, 4, 1, 1)
        .selectExpr("cast(id AS float) / 4 AS x", "cast(id - 2 AS double) AS class", "'?' AS o")
        .write()
        .mode(SaveMode.Append)
        .parquet(path);
    assertThat(read(table(Format.PARQUET, path, true, "class", "x")).features())
        .containsExactlyInAnyOrder(0, 1, 0.5f, 0.75f);
    assertThatThrownBy(() -> read(table(Format.PARQUET, path, true, "class")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("column 'o' is of type string, not a number");
  }

  @Test
  void numbersThatRoundingMakesEqualGetANote() throws IOException {
    String rows = "1700000000,5,0\n1700000003,6,1\n".repeat(4);
    Path file = Files.writeString(folder.resolve("t.csv"), "t,x,label\n" + rows);
    for (boolean standardize : new boolean[] {false, true}) {
      var spec =
          new DataSpec.Table(
              Format.CSV, file.toString(), List.of(), "label", true, 0.25, standardize);
      List<String> notes = new DataLoader(spark, OUT).load(Map.of(spec, 1), 1, 1).notes();
      assertThat(notes)
          .isEqualTo(
              standardize
                  ? List.of()
                  : List.of(
                      file
                          + ", column 't': 2 different numbers become 1 as float32;"
                          + " data.standardize = true keeps them apart"));
    }
  }

  @Test
  void columnsThatDifferByCaseAreTwo() {
    String path = folder.resolve("t").toString();
    SparkSession other = spark.newSession();
    other.conf().set("spark.sql.caseSensitive", "true");
    other
        .range(0, 2, 1, 1)
        .selectExpr("id AS x", "id + 5 AS X", "id AS class")
        .write()
        .parquet(path);
    assertThat(read(table(Format.PARQUET, path, true, "class", "X")).features())
        .containsExactly(5, 6);
    assertThat(read(table(Format.PARQUET, path, true, "class")).features())
        .containsExactly(0, 5, 1, 6);
  }

  @Test
  void arraysWithoutNumbersAreNoFeatures() {
    String path = folder.resolve("t").toString();
    spark
        .range(0, 2, 1, 1)
        .selectExpr("cast(array() AS array<double>) AS x", "id AS class")
        .write()
        .parquet(path);
    assertProblems(
        () -> read(table(Format.PARQUET, path, true, "class")),
        "t has no feature: its arrays are empty");
  }

  @Test
  void compressedFilesAreReadAsTheirNamesSay() throws IOException {
    Path file = folder.resolve("x.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("x,label\n1,0\n2,1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(table(Format.CSV, file.toString(), true, "label")).features())
        .containsExactly(1, 2);
  }

  /** Two columns that differ by 1.7 thousand millions only. */
  @Test
  void featuresAreStandardizedBeforeTheyAreRounded() throws IOException {
    String rows =
        IntStream.range(0, 50)
            .mapToObj(i -> (1_700_000_000L + (long) i * i) + "," + i * i + "," + i % 2 + "\n")
            .collect(Collectors.joining("", "t,t0,label\n", ""));
    Path file = Files.writeString(folder.resolve("t.csv"), rows);
    var spec = new DataSpec.Table(Format.CSV, file.toString(), List.of(), "label", true, 0.2, true);
    var raw = new DataLoader(spark, OUT).read(spec.file()).raw();
    Dataset data = Preparation.split(raw, spec, RandomSource.XO_SHI_RO_256_PP.create(1)).training();
    for (int i = 0; i < data.size(); i++) {
      assertThat(data.features()[2 * i]).isCloseTo(data.features()[2 * i + 1], within(1e-6f));
    }
  }

  private void assertProblems(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String... problems) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            InvalidDataException.class,
            e ->
                assertThat(e.problems())
                    .map(problem -> problem.replace(folder + "/", ""))
                    .containsExactly(problems));
  }
}
