package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.gradientatlas.table.store.Faults;
import org.gradientatlas.table.store.RemoteFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that only read say of a file system that does not answer. */
class OutageTest {
  private static final String IMPLEMENTATION = "spark.hadoop.fs.objects.impl";
  @TempDir Path study;

  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void begin() {
    System.setProperty(IMPLEMENTATION, RemoteFileSystem.class.getName());
    RemoteFileSystem.suffer(Faults.of(Faults.Kind.ANSWER_LOST, 1));
  }

  @AfterEach
  void end() {
    RemoteFileSystem.suffer(Faults.NONE);
    System.clearProperty(IMPLEMENTATION);
  }

  private String output() {
    return "objects://" + study;
  }

  private int run(String... arguments) {
    var command = Main.commandLine().setErr(new PrintWriter(complained, true));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "query"})
  void theyNameTheAddressAndNothingBrokeOff(String command) {
    assertThat(run(command, output()))
        .as(complained::toString)
        .isEqualTo(ExitCode.BROKEN_OFF.code());
    assertThat(complained.toString()).isEqualTo(output() + " cannot be reached: no answer\n");
  }

  @Test
  void theDoctorNamesItToo() {
    assertThat(run("doctor", "--output", output()))
        .as(complained::toString)
        .isEqualTo(ExitCode.BROKEN_OFF.code());
    assertThat(complained.toString()).contains(output() + " cannot be reached: no answer\n");
  }
}
