package org.gradientatlas.table.schema;

/** Names of the columns that code reads from stored tables. The tables document their meaning. */
public final class ColumnNames {
  // Cell columns, in every table.
  public static final String TRIAL_ID = "trial_id";
  public static final String STUDY = "study";
  public static final String DEPTH = "depth";
  public static final String WIDTH = "width";
  public static final String INITIALIZER = "initializer";
  public static final String ACTIVATION = "activation";
  public static final String RESIDUAL = "residual";
  public static final String ARCHITECTURE = "architecture";
  public static final String CLIP_KIND = "clip_kind";
  public static final String CLIP_THRESHOLD = "clip_threshold";
  public static final String BATCH_SIZE = "batch_size";
  public static final String REPLICATE = "replicate";
  public static final String ENGINE = "engine";
  public static final String PRECISION = "precision";
  public static final String OTHER_AXES = "other_axes";

  // Of trials.
  public static final String OUTCOME = "outcome";
  public static final String DIVERGED_STEP = "diverged_step";
  public static final String STEPS_PLANNED = "steps_planned";
  public static final String STEPS_DONE = "steps_done";
  public static final String INITIAL_LOSS = "initial_loss";
  public static final String FINAL_LOSS = "final_loss";
  public static final String FINAL_ACCURACY = "final_accuracy";
  public static final String FINAL_TRAINING_LOSS = "final_training_loss";
  public static final String GUESS_LOSS = "guess_loss";
  public static final String GUESS_ACCURACY = "guess_accuracy";
  public static final String THEORY_CHI1 = "theory_chi1";
  public static final String THEORY_CORRELATION_DEPTH = "theory_correlation_depth";
  public static final String THEORY_LOG10_DELTA_SLOPE = "theory_log10_delta_slope";
  public static final String THEORY_LOG10_DELTA_SLOPE_SD = "theory_log10_delta_slope_sd";
  public static final String THEORY_LOG10_DELTA_SLOPE_SHIFT = "theory_log10_delta_slope_shift";
  public static final String MEASURED_LOG10_DELTA_SLOPE = "measured_log10_delta_slope";
  public static final String SLOPE_OVER = "slope_over";
  public static final String THEORY_MEMORY = "theory_memory";
  public static final String ERROR_CLASS = "error_class";
  public static final String ERROR_MESSAGE = "error_message";
  public static final String TRAIN_MS = "train_ms";
  public static final String RECORD_MS = "record_ms";
  public static final String SETUP_MS = "setup_ms";
  public static final String HOST = "host";
  public static final String EXECUTOR_ID = "executor_id";
  public static final String BLAS_KERNEL = "blas_kernel";
  public static final String APP_VERSION = "app_version";
  public static final String GIT_COMMIT = "git_commit";
  public static final String FINISHED_AT = "finished_at";

  // Of steps.
  public static final String STEP = "step";
  public static final String LOSS = "loss";
  public static final String ACCURACY = "accuracy";
  public static final String GRAD_L2 = "grad_l2";
  public static final String GRAD_L2_CLIPPED = "grad_l2_clipped";
  public static final String CLIP_FRACTION = "clip_fraction";
  public static final String CLIP_COSINE = "clip_cosine";
  public static final String UPDATE_RATIO = "update_ratio";

  // Of layers.
  public static final String PHASE = "phase";
  public static final String LAYER = "layer";
  public static final String TENSOR = "tensor";
  public static final String TIME_STEP = "time_step";
  public static final String FAN_IN = "fan_in";
  public static final String FAN_OUT = "fan_out";
  public static final String DELTA_RMS = "delta_rms";
  public static final String GRAD_W_L2 = "grad_w_l2";
  public static final String GRAD_W_ABS_MEAN = "grad_w_abs_mean";
  public static final String GRAD_ZERO_FRACTION = "grad_zero_fraction";
  public static final String GRAD_SUBNORMAL_FRACTION = "grad_subnormal_fraction";
  public static final String GRAD_NONFINITE_COUNT = "grad_nonfinite_count";
  public static final String ACT_MEAN = "act_mean";
  public static final String ACT_SD = "act_sd";
  public static final String SATURATED_FRACTION = "saturated_fraction";
  public static final String DEAD_UNIT_FRACTION = "dead_unit_fraction";
  public static final String WEIGHT_L2 = "weight_l2";
  public static final String WEIGHT_ABS_MAX = "weight_abs_max";
  public static final String THEORY_LOG10_DELTA_RMS_RATIO = "theory_log10_delta_rms_ratio";
  public static final String WORKER = "worker";
  public static final String STREAM_DELTA_RMS = "stream_delta_rms";
  public static final String TOKEN_COSINE = "token_cosine";
  public static final String RANK_RESIDUAL = "rank_residual";

  // Of axes and claims.
  public static final String AXIS = "axis";
  public static final String VALUE = "value";
  public static final String CLAIM = "claim";
  public static final String PUBLISHED = "published";
  public static final String AT_LEAST = "at_least";
  public static final String AT_MOST = "at_most";
  public static final String MEASURED = "measured";
  public static final String AGREES = "agrees";
  public static final String NOTE = "note";

  // Of diagnoses and forecasts.
  public static final String MECHANISM = "mechanism";
  public static final String OUTCOME_VERDICT = "outcome_verdict";
  public static final String RULE = "rule";
  public static final String RULES_FIRED = "rules_fired";
  public static final String RULESET_VERSION = "ruleset_version";
  public static final String THEORY_LOG10_GROWTH = "theory_log10_growth";
  public static final String MEASURED_LOG10_GROWTH = "measured_log10_growth";

  // Of contrasts.
  public static final String VALUE_A = "value_a";
  public static final String VALUE_B = "value_b";

  // Suffixes of the columns of an interval.
  public static final String LOW = "_low";
  public static final String HIGH = "_high";
  public static final String N = "_n";

  static final String DIFFERENCE = "_difference";

  private ColumnNames() {}

  /** The column of contrasts with the mean difference of a number. */
  public static String difference(String number) {
    return number + DIFFERENCE;
  }
}
