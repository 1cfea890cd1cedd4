package org.gradientatlas.spark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.SparkForTests;
import org.junit.jupiter.api.Test;

class LentSessionTest {
  private static final String ZONE = "spark.sql.session.timeZone";

  @Test
  void theRunHasItsSettingsAndTheLenderKeepsHis() {
    SparkSession lender = SparkForTests.session().newSession();
    lender.conf().set(ZONE, "Asia/Tokyo");
    try (var lent = LentSession.of(lender)) {
      assertThat(lent.spark().conf().get(ZONE)).isEqualTo("UTC");
      assertThat(
              lent.spark()
                  .sessionState()
                  .newHadoopConf()
                  .getBoolean("parquet.page.verify-checksum.enabled", false))
          .isTrue();
      assertThat(lent.spark().sparkContext()).isSameAs(lender.sparkContext());
    }
    assertThat(lender.conf().get(ZONE)).isEqualTo("Asia/Tokyo");
  }

  @Test
  void theThreadsJobGroupIsGivenBack() {
    SparkContext context = SparkForTests.session().sparkContext();
    context.setJobGroup("notebook", "cell 3", false);
    try (var lent = LentSession.of(SparkForTests.session())) {
      lent.spark().sparkContext().setJobGroup("mine", "a wave", true);
    }
    assertThat(context.getLocalProperty("spark.jobGroup.id")).isEqualTo("notebook");
    assertThat(context.getLocalProperty("spark.job.description")).isEqualTo("cell 3");
    assertThat(context.getLocalProperty("spark.job.interruptOnCancel")).isEqualTo("false");
    context.clearJobGroup();
    try (var lent = LentSession.of(SparkForTests.session())) {
      lent.spark().sparkContext().setJobGroup("mine", "a wave", true);
    }
    assertThat(context.getLocalProperty("spark.jobGroup.id")).isNull();
    assertThat(context.getLocalProperty("spark.job.description")).isNull();
  }

  @Test
  void speculationIsRefusedByItsName() {
    var conf = new SparkConf(false).set("spark.speculation", "true");
    assertThatThrownBy(() -> LentSession.requireOneAttemptAtATime(conf))
        .isInstanceOf(UnfitSessionException.class)
        .hasMessage(
            "build the session with spark.speculation = false, not true: trials would be trained"
                + " twice");
  }

  @Test
  void kryoMustKnowTensors() {
    var conf = new SparkConf(false);
    assertThatCode(() -> LentSession.requireTensors(conf)).doesNotThrowAnyException();
    conf.set("spark.serializer", KryoSerializer.class.getName());
    assertThatThrownBy(() -> LentSession.requireTensors(conf))
        .isInstanceOf(UnfitSessionException.class)
        .hasMessageStartingWith(
            "build the session with spark.kryo.registrator = " + TensorKryo.class.getName());
    conf.set("spark.kryo.registrator", "org.example.Points," + TensorKryo.class.getName());
    assertThatCode(() -> LentSession.requireTensors(conf)).doesNotThrowAnyException();
  }
}
