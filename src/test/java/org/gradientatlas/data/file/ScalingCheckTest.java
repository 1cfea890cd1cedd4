package org.gradientatlas.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Split;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.Test;

class ScalingCheckTest {
  private static final int REPLICATES = 20;
  private static final DataSpec.Table TABLE =
      new DataSpec.Table(DataSpec.Format.CSV, "x", List.of(), "label", false, 0.25, true);

  private static UniformRandomProvider random(int replicate) {
    return RandomSource.XO_SHI_RO_256_PP.create(100 + replicate);
  }

  private static StoredData column(double... values) {
    var places = new Places("line");
    places.file("x.csv");
    for (int i = 0; i < values.length; i++) {
      places.add(i + 2);
    }
    var targets = new Targets.Numbers(new double[values.length], 1);
    var raw = new RawData(new NumberArray.Doubles(values), 1, targets);
    return new StoredData("x.csv", raw, List.of(), column -> "column 'a'", places, List.of());
  }

  /** Prepares each replicate as a trial would, and looks at every number. */
  private static boolean overflows(StoredData data) {
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      Split split = Preparation.split(data.raw(), TABLE, random(replicate));
      for (float[] part : List.of(split.training().features(), split.validation().features())) {
        for (float x : part) {
          if (!Float.isFinite(x)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<String> problems(StoredData data) {
    return ScalingCheck.problems(data, TABLE, REPLICATES, ScalingCheckTest::random);
  }

  /** Columns of numbers between 1e-40 and 1e38, with and without clusters. */
  @Test
  void findsWhatPreparingWouldFind() {
    var random = new Random(1);
    int found = 0;
    for (int i = 0; i < 400; i++) {
      double exponent = -40 + random.nextInt(60);
      double outlier = Math.pow(10, random.nextInt(38));
      DoubleUnaryOperator scaled =
          switch (i % 3) {
            case 0 -> x -> x * Math.pow(10, exponent);
            case 1 -> x -> 1 + x * Math.pow(10, exponent);
            default -> x -> Math.rint(4 * x) * Math.pow(10, exponent);
          };
      double[] values = DoubleStream.generate(random::nextGaussian).limit(12).toArray();
      for (int j = 0; j < values.length; j++) {
        values[j] = j == 3 ? outlier : scaled.applyAsDouble(values[j]);
      }
      StoredData data = column(values);
      assertThat(!problems(data).isEmpty()).as("%s", (Object) values).isEqualTo(overflows(data));
      found += overflows(data) ? 1 : 0;
    }
    assertThat(found).isBetween(30, 300);
  }

  @Test
  void namesPlaceColumnAndReplicate() {
    assertThat(problems(column(1e-30, 2e-30, 1e-30, 1e30, 2e-30)))
        .hasSize(1)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "x.csv, line 5, column 'a': 1e30 cannot be standardized in replicate"));
  }

  @Test
  void asksNothingOfDataThatIsNotStandardized() {
    var asIs = new DataSpec.Table(DataSpec.Format.CSV, "x", List.of(), "label", false, 0.25, false);
    StoredData data = column(1e-30, 2e-30, 1e-30, 1e30, 2e-30);
    assertThat(ScalingCheck.problems(data, asIs, REPLICATES, ScalingCheckTest::random)).isEmpty();
  }
}
