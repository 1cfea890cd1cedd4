# Sourced by scripts/cluster: Spark's own cluster, a master and workers.

# Workers are first to stop, because they stop their executors.
processes() {
  local file
  for file in "$dir"/worker-*.pid; do
    [[ ! -e $file ]] || basename "$file" .pid
  done
  echo master
}

spark_daemon() {
  local process=$1
  shift
  spark_command "$@"
  daemon "$process" "${spark_command[@]}"
}

# The rest of the first line of a daemon's log that contains a text.
logged() { sed -n "s|.*$2||p; /$2/q" "$dir/logs/$1.log" | grep .; }

has_url() { url=$(logged master 'Starting Spark master at ') && page=$(logged master 'started at '); }

alive_workers() { fetch "$page/json/" | sed -n 's/.*"aliveworkers" : \([0-9]*\).*/\1/p'; }

all_alive() { [[ $(alive_workers) == "$workers" ]]; }

launch() {
  local i
  export SPARK_DAEMON_MEMORY=512m
  # SIGPWR decommissions a worker, as the notice of a spot node does.
  export SPARK_DAEMON_JAVA_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dspark.decommission.enabled=true"
  # Port 0: the system picks a free one.
  spark_daemon master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
  wait_for "URL of the master" master has_url
  for ((i = 1; i <= workers; i++)); do
    # A host for each: Spark takes what lies on the host of an executor that leaves for lost.
    spark_daemon "worker-$i" org.apache.spark.deploy.worker.Worker --host "127.0.$((i / 256)).$((i % 256))" --port 0 --webui-port 0 \
      --cores "$cores" --memory "$memory" --work-dir "$dir/work" "$url"
  done
  wait_for "$workers workers alive at the master" "worker-$workers" all_alive
  printf '%s\n' "spark.master=$url" "spark.executor.memory=$memory" >"$dir/settings"
  printf '%s\n' "$page" "$workers" >"$dir/page"
  echo "$url" >"$dir/use"
}

describe() {
  local alive
  { read -r page; read -r workers; } <"$dir/page"
  read -r url <"$dir/settings"
  is_alive "$dir/master.pid" || fail "the master of cluster $name is dead: scripts/cluster start$chosen"
  alive=$(alive_workers)
  echo "${url#spark.master=} $alive of $workers workers, $page"
  [[ $alive == "$workers" ]]
}
