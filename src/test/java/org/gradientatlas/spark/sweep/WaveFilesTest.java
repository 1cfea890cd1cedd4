package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;

class WaveFilesTest {
  private static Grid grid(String depths, int replicates) {
    return StudyFile.parse(
            """
            study { name = files, replicates = %d }
            grid { depth = [%s] }
            training { steps = 100, record = every }
            """
                .formatted(replicates, depths))
        .grid();
  }

  private static List<long[]> starts(Grid grid) {
    long[] all = LongStream.range(0, grid.size()).toArray();
    return WaveFiles.starts(grid, new WavePlan.Wave(List.of(all), 1));
  }

  /** Rows of layers, a file each. */
  private static long[] layerRows(Grid grid, long[] starts) {
    return IntStream.range(0, starts.length)
        .mapToLong(
            file ->
                LongStream.range(
                        starts[file], file + 1 < starts.length ? starts[file + 1] : grid.size())
                    .map(index -> 101L * (grid.trial(index).network().depth() + 1))
                    .sum())
        .toArray();
  }

  @Test
  void filesHaveEquallyManyRowsUpToOneTrialThoughDeepNetworksComeLast() {
    Grid grid = grid("1, 2, 50", 20);
    long[] starts = starts(grid).get(Tables.ALL.indexOf(Tables.LAYERS));
    assertThat(starts).hasSize(2).startsWith(0);
    long[] rows = layerRows(grid, starts);
    assertThat(Math.abs(rows[0] - rows[1])).isLessThanOrEqualTo(2 * 101 * 51);
  }

  @Test
  void aLongWaveHasAFileForEachMillionRows() {
    Grid grid = grid("100", 320);
    long[] starts = starts(grid).get(Tables.ALL.indexOf(Tables.LAYERS));
    assertThat(starts).hasSize(4).isSorted();
    assertThat(Arrays.stream(layerRows(grid, starts)).max().orElseThrow()).isLessThan(1_000_000);
  }

  @Test
  void aSingleTrialHasOneFileOfEachTable() {
    assertThat(starts(grid("300", 1))).extracting(of -> of.length).containsExactly(1, 1, 0, 1);
  }
}
