# What scripts/submit and scripts/cluster share. Sourced; $home is the root of the repository.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

say() { printf '%s\n' "$*" >&2; }

# A Spark from Maven artifacts, unless $SPARK_HOME names one.
lay_out_spark() {
  export SPARK_SCALA_VERSION=2.12
  [[ -z ${SPARK_HOME:-} ]] || return 0
  export SPARK_HOME=$home/target/spark
  if [[ ! -f $SPARK_HOME/complete ]]; then
    say "Laying out Apache Spark in target/spark (once; set SPARK_HOME to use your own) ..."
    (cd "$home" && ./mvnw -q -B -f scripts/spark/pom.xml dependency:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory="$SPARK_HOME/jars") >&2
    touch "$SPARK_HOME/complete"
  fi
}

# spark_command CLASS ARGUMENTS...: sets the array spark_command to the command of its JVM, as Spark's launcher
# prints it: NUL-separated, behind an empty word and a newline.
spark_command() {
  local word
  spark_command=()
  while IFS= read -r -d '' word; do spark_command+=("$word"); done < <(
    "$java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
  [[ -n ${spark_command[0]} ]] || spark_command=("${spark_command[@]:1}")
  spark_command[0]=${spark_command[0]#$'\n'}
}
