# Shared by the scripts that start Spark, which source it. $home is the root of the repository.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

say() { printf '%s\n' "$*" >&2; }

# The value of a property in the application's pom.xml, where all versions are defined.
pom_property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$home/pom.xml"; }

# Lays out the Spark that we build on unless $SPARK_HOME is set.
lay_out_spark() {
  export SPARK_SCALA_VERSION=2.12
  [[ -z ${SPARK_HOME:-} ]] || return 0
  export SPARK_HOME=$home/target/spark
  lay_out "$(pom_property spark.version)" "$SPARK_HOME"
}

# lay_out VERSION DIRECTORY: lays out a Spark from Maven artifacts; again when its version or list of artifacts changes.
lay_out() {
  local spark=$1 directory=$2 new=$2.$$ scala=2.12 layout
  [[ $spark != 4.* ]] || scala=2.13
  layout="Spark $spark, Scala $scala, pom $(cksum <"$home/scripts/spark/pom.xml")"
  [[ ! -f $directory/complete || $(<"$directory/complete") != "$layout" ]] || return 0
  say "Laying out Apache Spark $spark in ${directory#"$home/"} (once; set SPARK_HOME to use your own) ..."
  (cd "$home" && ./mvnw -q -B -f scripts/spark/pom.xml dependency:copy-dependencies -Dspark.version="$spark" \
    -Dscala.binary.version="$scala" -DincludeScope=runtime -DoutputDirectory="$new/jars") >&2 || { rm -rf "$new"; exit 1; }
  printf '%s\n' "$layout" >"$new/complete"
  # Move it into place complete, in case a job starts meanwhile.
  rm -rf "$directory"
  mv "$new" "$directory"
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
