package org.gradientatlas.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.ImageView;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Split;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.Test;

class StoredDataTest {
  private static final String SERIES = "a,b,c,d,label\n1,2,3,4,0\n5,6,7,8,1\n9,10,11,12,0\n";

  private static DataSpec.Table table(int timeSteps) {
    return new DataSpec.Table(
        DataSpec.Format.CSV,
        "series.csv",
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

  private static StoredData read(DataSpec.Table spec) throws IOException {
    var table = new CsvTable(spec);
    table.read(InMemory.of("series.csv", SERIES));
    return table.data();
  }

  @Test
  void aRowIsTheFeaturesOfOneInstantAfterTheOther() throws IOException {
    StoredData data = read(table(2));
    assertThatCode(() -> data.check(table(2), 3)).doesNotThrowAnyException();
    Split split = Preparation.split(data.raw(), table(2), RandomSource.XO_SHI_RO_256_PP.create(1));
    assertThat(split.training().shape()).isEqualTo(new InputShape.Sequence(2, 2));
    assertThat(split.training().features())
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(read(table(1)).raw().shape()).isEqualTo(new InputShape.Flat(4));
  }

  @Test
  void instantsThatDoNotDivideTheFeaturesAreRefusedTogetherWithTheBatch() throws IOException {
    assertThat(problems(read(table(3)), table(3), 4))
        .containsExactly(
            "series.csv has 4 features in each row, which data.time-steps = 3 does not divide",
            "series.csv leaves 3 examples to train on, fewer than a batch of 4");
  }

  @Test
  void numbersWithoutRowsAreNoImages() {
    var raw = new RawData(new float[8], 4, new Targets.Classes(new int[] {0, 1}, 2));
    var data =
        new StoredData("digits", raw, List.of(), c -> "pixel", new Places("image"), List.of());
    for (ImageView view : List.of(ImageView.ROWS, ImageView.IMAGE)) {
      assertThat(problems(data, new DataSpec.Idx("digits", "labels", view, 0, false), 1))
          .containsExactly(
              "digits holds 4 numbers an example without rows and columns, which data.as = "
                  + view.label()
                  + " needs");
    }
    assertThatCode(() -> data.check(new DataSpec.Idx("digits", "labels", 0, false), 1))
        .doesNotThrowAnyException();
  }

  private static List<String> problems(StoredData data, DataSpec.Stored spec, int batch) {
    return catchThrowableOfType(InvalidDataException.class, () -> data.check(spec, batch))
        .problems();
  }
}
