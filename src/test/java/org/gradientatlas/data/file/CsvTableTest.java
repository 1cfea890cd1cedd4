package org.gradientatlas.data.file;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused is in src/test/resources/bad-input/data/csv.txt. */
class CsvTableTest {
  private static StoredData read(boolean classes, List<String> features, String... texts)
      throws IOException {
    var table = new CsvTable(InMemory.table(Format.CSV, classes, features.toArray(String[]::new)));
    for (int i = 0; i < texts.length; i++) {
      table.read(InMemory.of("part-" + i, texts[i]));
    }
    return table.data();
  }

  private static double[] features(StoredData data) {
    RawData raw = data.raw();
    return IntStream.range(0, raw.features().length()).mapToDouble(raw.features()::get).toArray();
  }

  @Test
  void columnsThatNobodyAsksForAreIgnored() throws IOException {
    String text = ",x,note,x2,X,note,label\n0,1,a,2,3,b,0\n1,4,c,5,6,d,1\n";
    assertThat(features(read(true, List.of("X", "x"), text))).containsExactly(3, 1, 6, 4);
  }

  @Test
  void anUnnamedColumnIsNoFeature() throws IOException {
    StoredData data = read(true, List.of(), ",x,X,label\n0,1,2,0\n1,3,4,1\n");
    assertThat(features(data)).containsExactly(1, 2, 3, 4);
    assertThat(List.of(data.columns().apply(0), data.columns().apply(1)))
        .containsExactly("column 'x'", "column 'X'");
  }

  @Test
  void quotesBlanksMarksAndLineEndsAreThoseOfTheFormat() throws IOException {
    String text =
        """
        \uFEFF"x", y ,note,label

        " 1",+2.5e-1 ,"a ""b"",
        c",0
        \s
        .5,-3.,\\,1\
        """
            .replace("\n", "\r\n");
    StoredData data = read(true, List.of("x", "y"), text);
    assertThat(features(data)).containsExactly(1, 0.25, 0.5, -3);
    assertThat(List.of(data.places().of(0), data.places().of(1)))
        .containsExactly("part-0, line 3", "part-0, line 6");
  }

  @Test
  void filesFollowEachOtherAndEachHasItsPlaces() throws IOException {
    StoredData data = read(true, List.of(), "x,label\n1,0\n", "label,x\n", "label,x\n1,2\n0,3");
    assertThat(features(data)).containsExactly(1, 2, 3);
    assertThat(IntStream.range(0, 3).mapToObj(data.places()::of))
        .containsExactly("part-0, line 2", "part-2, line 2", "part-2, line 3");
  }

  /** A float has 24 binary digits: it would make one number of all three. */
  @Test
  void keepsAllDigits() throws IOException {
    StoredData data =
        read(false, List.of(), "t,label\n1700000001,0.1\n1700000002,2\n1700000003.25,3");
    assertThat(features(data)).containsExactly(1700000001, 1700000002, 1700000003.25);
    assertThat(((Targets.Numbers) data.raw().targets()).values()).containsExactly(0.1, 2, 3);
  }

  @Test
  void saysWhichClassesNeverOccur() throws IOException {
    assertThat(read(true, List.of(), "x,label\n1,0\n2,4\n").notes())
        .containsExactly(
            "x, column 'label': of the classes 0 to 4, 3 never occur (1, 2, 3), yet each has an"
                + " output unit");
    assertThat(read(true, List.of(), "x,label\n1,0\n2,1\n").notes()).isEmpty();
  }

  private static StoredData read(Missing missing, List<String> ignored, String text)
      throws IOException {
    var table =
        new CsvTable(
            new DataSpec.Table(
                Format.CSV, "x", List.of(), ignored, "label", true, missing, 1, 0, false, false));
    table.read(InMemory.of("part", text));
    return table.data();
  }

  @Test
  void rowsWithMissingCellsAreLeftOut() throws IOException {
    String text = "a,b,label\n1,2,0\n,4,1\n5,NA,1\n7,8,\n9,10,1\n";
    StoredData data = read(Missing.DROP, List.of(), text);
    assertThat(features(data)).containsExactly(1, 2, 9, 10);
    assertThat(classes(data)).containsExactly(0, 1);
    assertThat(data.places().of(1)).isEqualTo("part, line 6");
    assertThat(data.notes())
        .containsExactly(
            "x: 3 of 5 rows are left out, since a cell is missing: column 'a' (1), column 'b' (1),"
                + " column 'label' (1)");
  }

  @Test
  void missingFeaturesAreKeptAsSuchToBeFilledIn() throws IOException {
    String text = "a,b,label\n1,2,0\n,4,1\n5,?,1\n7,8,n/a\n9,nan,1\n";
    StoredData data = read(Missing.MEAN, List.of(), text);
    assertThat(features(data)).containsExactly(1, 2, Double.NaN, 4, 5, Double.NaN, 9, Double.NaN);
    assertThat(data.notes())
        .containsExactly(
            "x: 1 of 5 rows are left out, since the label is missing",
            "x: missing cells are filled with the mean of the column over the training examples:"
                + " column 'a' (1), column 'b' (2)");
  }

  @Test
  void ignoredColumnsMayHoldAnything() throws IOException {
    String text = "id,a,name,label\n1,2,Ann,0\n2,4,,1\n";
    StoredData data = read(Missing.REFUSE, List.of("name", "id"), text);
    assertThat(features(data)).containsExactly(2, 4);
    assertThat(data.notes()).isEmpty();
  }

  @Test
  void columnsThatNumberTheRowsGetANote() throws IOException {
    String rows =
        IntStream.range(0, 12)
            .mapToObj(i -> (7 * i) + "," + (i + 0.5) + "," + (i % 5) + "," + i % 2 + "\n")
            .collect(joining("", "row id,half,x,label\n", ""));
    assertThat(read(true, List.of(), rows).notes())
        .containsExactly(
            "x, column 'row id': whole numbers that ascend from row to row, as ids and times do;"
                + " data.ignore = [\"row id\"] leaves the column out");
    assertThat(read(true, List.of(), rows.substring(0, rows.indexOf("63,"))).notes()).isEmpty();
  }

  @Test
  void aConstantNumberToPredictGetsANote() throws IOException {
    assertThat(read(false, List.of(), "x,label\n1,3\n2,3\n").notes())
        .containsExactly("x, column 'label': all 2 examples have the same number to predict");
  }

  private static List<Integer> classes(StoredData data) {
    return Arrays.stream(((Targets.Classes) data.raw().targets()).labels()).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 2 3 2     | 0 1 2 1 | 1, 2, 3
          -1 1 +1     | 0 1 1   | -1, 1
          -0 0 1.0    | 0 0 1   | 0, 1
          7 5 20000 5 | 1 0 2 0 | 5, 7, 20000
          0 2         | 0 2     | 0, 1, 2
          cat Ant bat | 2 0 1   | Ant, bat, cat
          True False  | 1 0     | False, True
          1a 10 2b 1a |         |
          """)
  void labelsAreNumberedInTheirOrder(String labels, String classes, String names)
      throws IOException {
    String text = "x,label\n" + labels.strip().replaceAll("(\\S+)\\s*", "1,$1\n");
    if (classes == null) {
      assertThatThrownBy(() -> read(true, List.of(), text))
          .hasMessage("part-0, line 3, column 'label': 10 is a number, and other labels are texts");
      return;
    }
    StoredData data = read(true, List.of(), text);
    assertThat(classes(data)).map(String::valueOf).isEqualTo(List.of(classes.split(" ")));
    assertThat(String.join(", ", data.classes())).isEqualTo(names);
    assertThat(data.raw().targets().width()).isEqualTo(data.classes().size());
  }

  @Test
  void saysHowLabelsAreNumberedUnlessTheyAreTheirNumbers() throws IOException {
    assertThat(read(true, List.of(), "x,label\n1,no\n2,yes\n").notes())
        .containsExactly(
            "x, column 'label': labels are numbered as classes: 'no' is 0, 'yes' is 1");
    String many =
        IntStream.range(0, 19)
            .mapToObj(i -> i % 2 + "," + (i + 1) + "\n")
            .collect(joining("", "x,label\n", ""));
    assertThat(read(true, List.of(), many).notes())
        .singleElement()
        .asString()
        .endsWith("'10' is 9, ...");
  }

  @Test
  void columnsOfOneValueAreNamed() throws IOException {
    assertThat(read(true, List.of(), "x,y,label\n1,7,0\n2,7,1\n").notes())
        .containsExactly(
            "x, column 'y': has one value in all 2 rows, 7, and tells nothing; data.ignore = [y]"
                + " leaves the column out");
    assertThat(read(true, List.of(), "x,y,z,label\n1,7,0,0\n1,7,1,1\n").notes())
        .containsExactly("x: 2 columns have one value in all 2 rows, and tell nothing: 'x', 'y'");
  }

  @Test
  void labelsThatHardlyRepeatAreSaidToBeNoClasses() throws IOException {
    String prices =
        IntStream.range(0, 30)
            .mapToObj(i -> "1," + i * i + "\n")
            .collect(joining("", "x,label\n", ""));
    assertThat(read(true, List.of(), prices).notes())
        .contains(
            "x, column 'label': 30 of 30 labels differ, as numbers to predict do;"
                + " data.classification = false predicts them");
    assertThat(read(true, List.of(), prices.replaceAll("(?m),(\\d+)$", ",n$1")).notes())
        .contains(
            "x, column 'label': 30 of 30 labels differ, as names of examples do; data.label names"
                + " the column of the classes");
  }

  @Test
  void thereIsALimitOfClasses() {
    for (String letter : List.of("", "n")) {
      String labels =
          IntStream.rangeClosed(1, 10_001)
              .mapToObj(i -> "1," + letter + i + "\n")
              .collect(joining("", "x,label\n", ""));
      assertThatThrownBy(() -> read(true, List.of(), labels))
          .hasMessage(
              "x, column 'label': more than 10000 different labels; to predict numbers, set"
                  + " data.classification = false");
    }
  }
}
