# Sourced by scripts/submit: the archive of class data, from which a JVM maps the classes of a job instead of parsing them.
# It is made in the background at first use, and holds for one build, one Spark and one Java. $home is the root of the repository.

archive=$home/target/class-archive
# All that a JVM of this machine runs has this class path, because an archive is made for one.
here_classes() { echo "$SPARK_HOME/jars/*:$jar"; }

# Loops around the products are worth compiling at once; everything else runs too briefly for the second compiler, or soon enough anyway.
soon=org/gradientatlas/train/nd4j/vector lanes=jdk/incubator/vector
compiling=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000
  -XX:Tier4BackEdgeThreshold=400000 -XX:CompileCommand=quiet
  "-XX:CompileCommand=CompileThresholdScaling,$soon/*.*,0.1" "-XX:CompileCommand=CompileThresholdScaling,$lanes/*.*,0.1")

# Training leaves little garbage. On few cores one thread that collects it takes half the memory that G1 takes, and less time.
collecting=()
if (($(nproc 2>/dev/null || echo 9) <= 4)); then collecting=(-XX:+UseSerialGC); fi

# What an archive holds for.
archive_key() { stat -L -c '%n %s %Y' "$jar" "$SPARK_HOME/complete" "$(command -v "$java")"; }

# Whether a file names what an archive holds for now.
is_of() { [[ -r $1 && $(<"$1") == "$key" ]]; }

# find_archive OPTIONS...: sets sharing to the JVM's options for the archive, or has it made where there is none.
# A JVM with options of the user's does without: recordings and agents that start with it do not bear archives in Java 17.
find_archive() {
  sharing=()
  [[ $SPARK_HOME == "$home/target/spark" && -z ${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}${_JAVA_OPTIONS:-} ]] || return 0
  [[ " $* " != *[jJ]ava[-O]* ]] || return 0
  local key
  key=$(archive_key 2>/dev/null) || return 0
  if ! is_of "$archive.key"; then
    if ! is_of "$archive.failed"; then
      SPARK_HOME=$SPARK_HOME nice -n 19 setsid "$home/scripts/spark/make-class-archive" </dev/null >/dev/null 2>&1 &
    fi
  elif [[ -r $archive.jsa ]]; then
    sharing=("-XX:SharedArchiveFile=$archive.jsa" -XX:+VerifySharedSpaces -Xlog:cds=off -Xlog:class+path=off)
  fi
}

# runs_here OPTIONS...: whether spark-submit's options leave a job in one JVM of this machine, with the Spark that we lay out.
runs_here() {
  [[ $SPARK_HOME == "$home/target/spark" && -z ${SPARK_CONF_DIR:-}${HADOOP_CONF_DIR:-}${YARN_CONF_DIR:-} ]] || return 1
  [[ ! " $* " =~ \ (--deploy-mode|--properties-file|--jars|--packages|--driver-class-path|--class)[\ =] ]] || return 1
  [[ ! " $* " =~ [\ =](spark:|yarn|k8s:|local-cluster) ]]
}

# Sets spark_command to the same JVM with the options of local_job and the class path of its archive.
start_here() {
  local word command=()
  for word in "${spark_command[@]}"; do
    [[ $word != *"$SPARK_HOME/jars/"* ]] || word=$(here_classes)
    command+=("$word")
  done
  spark_command=("${command[0]}" "${local_job[@]}" "${command[@]:1}")
}
