# Sourced by scripts/cluster: what the clusters have in common whose daemons have fixed ports.

# Prints the address, and which daemons are alive.
describe() {
  local process state=0 text=
  for process in $(processes); do
    if is_alive "$dir/$process.pid"; then text+=", $process"; else text+=", $process dead" state=1; fi
  done
  echo "$(<"$dir/address"): ${text#, }"
  return $state
}

# hadoop_class CLASS ARGUMENTS...: runs one of Hadoop's, as a client of the cluster.
hadoop_class() {
  local more=
  lay_out_spark
  [[ ! -f $dir/class-path ]] || more=:$(<"$dir/class-path")
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$dir/conf$more:$SPARK_HOME/jars/*" "$@"
}
