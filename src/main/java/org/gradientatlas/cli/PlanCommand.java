package org.gradientatlas.cli;

import static org.gradientatlas.cli.Quantity.bytes;
import static org.gradientatlas.cli.Quantity.count;
import static org.gradientatlas.cli.Quantity.seconds;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gradientatlas.study.CostModel.Rows;
import org.gradientatlas.study.Exclusion;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Plan;
import org.gradientatlas.study.Plan.Cell;
import org.gradientatlas.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a study would do, without doing it. Starts no Spark. */
@Command(
    name = "plan",
    description = "Counts the trials of a study and predicts what they cost. Starts no Spark.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private static final int EXTREMES = 3;

  @Mixin private StudyOptions study = new StudyOptions();

  @Option(names = "--cells", description = "Lists the cells, in the order of the grid.")
  private boolean listing;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Lists at most N cells (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Study loaded = study.load();
    Plan plan = Plan.of(loaded.grid(), EXTREMES);
    PrintWriter out = spec.commandLine().getOut();
    printCounts(out, loaded, plan);
    printCost(out, plan);
    printCells(out, loaded.grid(), "Dearest cells", plan.dearest().stream());
    printCells(out, loaded.grid(), "Cheapest cells", plan.cheapest().stream());
    if (listing) {
      String title = "Cells" + (plan.cells() > limit ? " (the first " + limit + ")" : "");
      printCells(out, loaded.grid(), title, Plan.cells(loaded.grid()).limit(limit));
    }
    out.flush();
    return ExitCode.DONE.code();
  }

  private static void printCounts(PrintWriter out, Study study, Plan plan) {
    Grid grid = study.grid();
    out.printf(
        "%s: %s trials in %s cells%n", study.name(), count(grid.keptCount()), count(plan.cells()));
    var table =
        new TextTable("grid", "trials")
            .add(
                count(grid.cells()) + " cells, each " + grid.replicates() + " times",
                count(grid.size()));
    for (Exclusion exclusion : grid.exclusions()) {
      table.add(
          "excluded by " + exclusion.predicate() + note(exclusion),
          "-" + count(exclusion.excluded()));
    }
    out.println(table.add("to train", count(grid.keptCount())));
    if (grid.duplicates() > 0) {
      out.printf(
          "%s trials of values that an axis lists twice are trained once.%n",
          count(grid.duplicates()));
    }
  }

  private static String note(Exclusion exclusion) {
    if (exclusion.matched() == 0) {
      return " (true for none)";
    }
    return exclusion.matched() == exclusion.excluded()
        ? ""
        : " (true for " + count(exclusion.matched()) + ")";
  }

  private static void printCost(PrintWriter out, Plan plan) {
    Rows rows = plan.rows();
    out.printf("%nPredicted: %s of one core%n", seconds(plan.seconds()));
    out.println(
        new TextTable("table", "rows", "bytes")
            .add("trials", count(rows.trials()), bytes(rows.trialBytes()))
            .add("steps", count(rows.steps()), bytes(rows.stepBytes()))
            .add("layers", count(rows.layers()), bytes(rows.layerBytes())));
  }

  private static void printCells(PrintWriter out, Grid grid, String title, Stream<Cell> cells) {
    var header = new ArrayList<>(grid.settings(0).keySet());
    header.addAll(List.of("trials", "seconds", "layer_rows"));
    var table = new TextTable(header);
    cells.forEach(
        cell -> {
          var row = new ArrayList<>(grid.settings(cell.first()).values());
          row.add(count(cell.trials()));
          row.add(seconds(cell.seconds()));
          row.add(count(cell.rows().layers()));
          table.add(row);
        });
    out.printf("%n%s, each trial:%n%s%n", title, table);
  }
}
