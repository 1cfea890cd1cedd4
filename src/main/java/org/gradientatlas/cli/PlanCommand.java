package org.gradientatlas.cli;

import static org.gradientatlas.report.text.Quantity.bytes;
import static org.gradientatlas.report.text.Quantity.count;
import static org.gradientatlas.report.text.Quantity.factor;
import static org.gradientatlas.report.text.Quantity.seconds;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.report.text.TextTable;
import org.gradientatlas.spark.GradientAtlas;
import org.gradientatlas.study.CostModel.Rows;
import org.gradientatlas.study.Exclusion;
import org.gradientatlas.study.Forecasts;
import org.gradientatlas.study.Forecasts.Group;
import org.gradientatlas.study.Forecasts.NetworkKind;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Plan;
import org.gradientatlas.study.PlannedCell;
import org.gradientatlas.study.Study;
import org.gradientatlas.theory.Forecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a study would do, without running it. */
@Command(
    name = "plan",
    description =
        "Counts the trials of a study and predicts what they cost and what their"
            + " gradients do. Starts no Spark, unless it is to read Parquet.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();

  @Option(names = "--cells", description = "Lists the cells, in the order of the grid.")
  private boolean listing;

  @Option(
      names = "--data",
      description = "Reads the files of data and models: what they hold, and what is wrong.")
  private boolean reading;

  @Option(
      names = "--limit",
      converter = Numbers.Count.class,
      paramLabel = "N",
      description = "Lists at most N cells (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Study loaded = study.load();
    PrintWriter out = spec.commandLine().getOut();
    if (reading && !DataText.print(GradientAtlas.data(loaded), spec.commandLine())) {
      return ExitCode.INVALID.code();
    }
    Plan plan = GradientAtlas.plan(loaded);
    printCounts(out, loaded, plan);
    printCost(out, plan);
    printForecasts(out, plan.forecasts());
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
    study.notes().forEach(note -> out.println("Note: " + note));
  }

  private static String note(Exclusion exclusion) {
    if (exclusion.matched() == 0) {
      return " (true for none)";
    }
    return exclusion.matched() == exclusion.excluded()
        ? ""
        : " (true for " + count(exclusion.matched()) + ")";
  }

  private void printCost(PrintWriter out, Plan plan) {
    Rows rows = plan.rows();
    out.printf("%nPredicted: %s of one core%n", seconds(plan.seconds()));
    out.println(
        new TextTable("table", "rows", "bytes")
            .add("trials", count(rows.trials()), bytes(rows.trialBytes()))
            .add("steps", count(rows.steps()), bytes(rows.stepBytes()))
            .add("layers", count(rows.layers()), bytes(rows.layerBytes())));
    if (plan.forecasts().have(ArchitectureKind.OWN)) {
      out.println(
          "Networks of own(model) are counted as dense ones of their depth and width"
              + (reading ? "." : "; their files are read by --data."));
    }
  }

  private static final String DENSE = Dense.STACK.label();

  private void printForecasts(PrintWriter out, Forecasts forecasts) {
    out.printf("%nForecast of gradients at initialization, by mean-field theory:%n");
    var counts = new TextTable("forecast", "cells");
    for (Forecast forecast : Forecast.values()) {
      counts.add(label(forecast), count(forecasts.cells().getOrDefault(forecast, 0L)));
    }
    out.println(counts);
    out.printf(
        "%ndelta_growth: delta_rms of the first hidden layer%s over that of the last. Inputs read"
            + " from files are taken to have mean square 1.%n",
        firsts(forecasts));
    boolean all =
        forecasts.groups().stream().anyMatch(group -> !group.getKey().architecture().equals(DENSE));
    List<String> header =
        List.of(
            "architecture",
            "activation",
            "initializer",
            "normalization",
            "residual",
            "cells",
            "vanishes_from_depth",
            "explodes_from_depth",
            "least_growth",
            "most_growth",
            "unknown_because");
    int from = all ? 0 : 1;
    var table = new TextTable(header.subList(from, header.size()));
    forecasts.groups().stream()
        .limit(limit)
        .map(PlanCommand::row)
        .forEach(row -> table.add(row.subList(from, row.size())));
    out.println(table);
    long more = forecasts.groups().size() - (long) limit;
    if (more > 0) {
      out.printf(
          "and %s more kinds of networks: --limit N lists more.%n", atLeast(forecasts, more));
    }
  }

  private static String firsts(Forecasts forecasts) {
    return (forecasts.have(ArchitectureKind.RECURRENT) ? ", or of the first time step," : "")
        + (forecasts.hasBlocks() ? ", or of the stream after the first block," : "");
  }

  private static String atLeast(Forecasts forecasts, long more) {
    return forecasts.ungrouped() > 0 ? "over " + count(more) : count(more);
  }

  private static List<String> row(Map.Entry<NetworkKind, Group> group) {
    NetworkKind kind = group.getKey();
    Group cells = group.getValue();
    return List.of(
        kind.architecture(),
        kind.activation(),
        kind.initializer(),
        kind.normalization(),
        kind.residual(),
        count(cells.cells()),
        cells.vanishesFrom() == 0 ? "" : count(cells.vanishesFrom()),
        cells.explodesFrom() == 0 ? "" : count(cells.explodesFrom()),
        factor(cells.least()),
        factor(cells.most()),
        cells.gap());
  }

  private static String label(Forecast forecast) {
    return forecast.name().toLowerCase(Locale.ROOT);
  }

  private static void printCells(
      PrintWriter out, Grid grid, String title, Stream<PlannedCell> cells) {
    var header = new ArrayList<>(grid.settings(0).keySet());
    header.addAll(List.of("trials", "seconds", "layer_rows", "forecast", "delta_growth"));
    var table = new TextTable(header);
    cells.forEach(
        cell -> {
          var row = new ArrayList<>(grid.settings(cell.first()).values());
          row.add(count(cell.trials()));
          row.add(seconds(cell.seconds()));
          row.add(count(cell.rows().layers()));
          row.add(label(cell.outlook().forecast()));
          row.add(factor(cell.outlook().decades()));
          table.add(row);
        });
    out.printf("%n%s, each trial:%n%s%n", title, table);
  }
}
