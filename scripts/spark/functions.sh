# Shared by the scripts that start Spark, which source it. $home is the root of the repository.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

say() { printf '%s\n' "$*" >&2; }

# The value of a property in the application's pom.xml, where all versions are defined.
pom_property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$home/pom.xml"; }

jar=$home/target/gradient-atlas.jar

# Builds the jar if it is missing or older than its sources.
build_jar() {
  if [[ ! -f $jar ]]; then
    say "Building Gradient Atlas (once; a few minutes on a machine that has never built it) ..."
  elif [[ -n $(find "$home/pom.xml" "$home/src/main" -newer "$jar" -print -quit) ]]; then
    say "Sources have changed: building ..."
  else
    return 0
  fi
  (cd "$home" && ./mvnw -q -B package -DskipTests -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip) >&2
  touch "$jar"
}

# lay_out NAME TEXT POM PROPERTY=VERSION...: copies the artifacts of a POM into target/NAME/jars; again when a version or the
# POM changes.
lay_out() {
  local place=$home/target/$1 new=$home/target/$1.$$ text=$2 pom=$3 layout
  shift 3
  layout="$* pom $(cksum <"$home/$pom")"
  [[ ! -f $place/complete || $(<"$place/complete") != "$layout" ]] || return 0
  say "Laying out $text in ${place#"$home/"} (once) ..."
  (cd "$home" && ./mvnw -q -B -f "$pom" dependency:copy-dependencies "${@/#/-D}" -DincludeScope=runtime \
    -DoutputDirectory="$new/jars") >&2 || { rm -rf "$new"; exit 1; }
  printf '%s\n' "$layout" >"$new/complete"
  # Move it into place complete, in case a job starts meanwhile.
  rm -rf "$place"
  mv "$new" "$place"
}

# Lays out the Spark that we build on, with its client of YARN, unless $SPARK_HOME is set.
lay_out_spark() {
  export SPARK_SCALA_VERSION=2.12
  [[ -z ${SPARK_HOME:-} ]] || return 0
  local spark
  spark=$(pom_property spark.version)
  lay_out spark "Apache Spark $spark, as SPARK_HOME is not set," scripts/spark/pom.xml spark.version="$spark" \
    scala.binary.version=2.12 hadoop.version="$(pom_property hadoop.version)"
  export SPARK_HOME=$home/target/spark
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
