# Sourced by scripts/cluster: HDFS, and YARN on it if $kind is yarn.
. "$home/scripts/clusters/daemons.sh"

# In the order in which they stop: the NodeManager ends its containers.
processes() {
  if [[ $kind == yarn ]]; then echo nodemanager resourcemanager; fi
  echo datanode namenode
}

launch() {
  lay_out hadoop "Apache Hadoop's daemons" scripts/clusters/hadoop.xml \
    hadoop.version="$(pom_property hadoop.version)"
  mkdir -p "$dir"/conf "$dir"/daemons/webapps/{hdfs,datanode}
  configure_hdfs
  if [[ $kind == yarn ]]; then configure_yarn; fi
  hadoop_daemon format org.apache.hadoop.hdfs.server.namenode.NameNode -format -force -nonInteractive
  wait_for "a formatted file system" format is_formatted
  rm "$dir/format.pid"
  revive
  explain >"$dir/use"
}

is_formatted() { [[ -f $dir/data/namenode/current/VERSION ]] && ! is_alive "$dir/format.pid"; }

# Starts the daemons that are dead, on the data that they had.
revive() {
  namenode_page=$(head -1 "$dir/pages") yarn_page=$(tail -1 "$dir/pages")
  ensure namenode org.apache.hadoop.hdfs.server.namenode.NameNode
  ensure datanode org.apache.hadoop.hdfs.server.datanode.DataNode
  wait_for "a NameNode that has left safe mode" namenode has_left_safe_mode
  wait_for "a DataNode" datanode has_data_node
  [[ $kind == yarn ]] || return 0
  ensure resourcemanager org.apache.hadoop.yarn.server.resourcemanager.ResourceManager
  wait_for "a ResourceManager" resourcemanager fetch --fail -o /dev/null "$yarn_page/ws/v1/cluster/info"
  ensure nodemanager org.apache.hadoop.yarn.server.nodemanager.NodeManager
  wait_for "a NodeManager" nodemanager has_node_manager
}

ensure() {
  is_alive "$dir/$1.pid" || hadoop_daemon "$@"
}

hadoop_daemon() {
  local process=$1 opened opens=()
  shift
  for opened in java.lang java.util java.io java.net java.nio sun.nio.ch; do
    opens+=("--add-opens=java.base/$opened=ALL-UNNAMED")
  done
  # Containers start Java from JAVA_HOME.
  export JAVA_HOME=${JAVA_HOME:-$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')}
  export HADOOP_CONF_DIR=$dir/conf
  daemon "$process" "$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "${opens[@]}" \
    -Djava.net.preferIPv4Stack=true "-Dhadoop.log.dir=$dir/logs" "-Dyarn.log.dir=$dir/logs" \
    -cp "$dir/conf:$dir/daemons:$home/target/hadoop/jars/*" "$@"
}

namenode_bean() { fetch "$namenode_page/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState"; }

has_left_safe_mode() { namenode_bean | grep -q '"FSState" : "Operational"'; }

has_data_node() { namenode_bean | grep -q '"NumLiveDataNodes" : 1'; }

# The ResourceManager takes one that was killed for running until it has been silent for a while.
has_node_manager() {
  is_open "$(<"$dir/nodemanager.port")" && fetch "$yarn_page/ws/v1/cluster/nodes" | grep -q '"state":"RUNNING"'
}

configure_hdfs() {
  local page
  free_port
  echo "hdfs://127.0.0.1:$port" >"$dir/address"
  free_port
  page=127.0.0.1:$port
  echo "http://$page" >"$dir/pages"
  site core-site.xml fs.defaultFS="$(<"$dir/address")" hadoop.tmp.dir="$dir/data/tmp"
  # The DataNode tells its ports to the NameNode. A client waits a minute for a NameNode that is away.
  site hdfs-site.xml dfs.replication=1 dfs.blocksize=16777216 \
    dfs.namenode.name.dir="$dir/data/namenode" dfs.datanode.data.dir="$dir/data/datanode" \
    dfs.namenode.http-address="$page" dfs.namenode.safemode.extension=0 \
    dfs.datanode.address=127.0.0.1:0 dfs.datanode.http.address=127.0.0.1:0 dfs.datanode.ipc.address=127.0.0.1:0 \
    dfs.datanode.hostname=127.0.0.1 dfs.namenode.datanode.registration.ip-hostname-check=false \
    dfs.client.retry.policy.enabled=true dfs.client.retry.policy.spec=2000,30
  cat >"$dir/daemons/log4j.properties" <<'LOG'
log4j.rootLogger=INFO,console
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=%d{HH:mm:ss} %p %c{1}: %m%n
LOG
}

configure_yarn() {
  local role addresses=() executor driver=1536 total
  for role in resourcemanager.{address,scheduler.address,resource-tracker.address,admin.address,webapp.address} \
    nodemanager.address; do
    free_port
    addresses+=("yarn.$role=127.0.0.1:$port")
  done
  echo "http://${addresses[4]#*=}" >>"$dir/pages"
  echo "$port" >"$dir/nodemanager.port"
  # Two studies at once, each of them one driver and the executors. Tensors live outside the heap, in 3 GB.
  executor=$(($(megabytes) + 3072))
  total=$((2 * (driver + workers * executor)))
  site yarn-site.xml "${addresses[@]}" yarn.resourcemanager.hostname=127.0.0.1 \
    yarn.nodemanager.hostname=127.0.0.1 yarn.nodemanager.bind-host=127.0.0.1 \
    yarn.nodemanager.webapp.address=127.0.0.1:0 yarn.nodemanager.localizer.address=127.0.0.1:0 \
    yarn.nodemanager.resource.memory-mb=$total yarn.nodemanager.resource.cpu-vcores=$((2 * (1 + workers * cores))) \
    yarn.scheduler.maximum-allocation-mb=$total yarn.scheduler.minimum-allocation-mb=256 \
    yarn.scheduler.maximum-allocation-vcores="$cores" yarn.nodemanager.vmem-check-enabled=false \
    yarn.nodemanager.local-dirs="$dir/data/containers" yarn.nodemanager.log-dirs="$dir/logs/containers" \
    yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage=99 \
    yarn.nodemanager.env-whitelist=JAVA_HOME,HADOOP_CONF_DIR yarn.application.classpath="$dir/conf" \
    yarn.nm.liveness-monitor.expiry-interval-ms=20000
  site capacity-scheduler.xml yarn.scheduler.capacity.root.queues=default \
    yarn.scheduler.capacity.root.default.capacity=100 yarn.scheduler.capacity.maximum-am-resource-percent=0.8 \
    yarn.scheduler.capacity.resource-calculator=org.apache.hadoop.yarn.util.resource.DominantResourceCalculator
  printf '%s\n' spark.master=yarn "spark.executor.instances=$workers" "spark.executor.cores=$cores" \
    "spark.executor.memory=$memory" spark.executor.memoryOverhead=3g spark.driver.memory=1g \
    spark.driver.memoryOverhead=512m spark.driver.host=127.0.0.1 spark.driver.bindAddress=127.0.0.1 \
    spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1 spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1 >"$dir/settings"
}

megabytes() { if [[ $memory == *g ]]; then echo $((${memory%g} * 1024)); else echo "${memory%m}"; fi; }

# Containers of a NodeManager that was killed live on; their command lines name their directories.
after_stop() {
  local file
  for file in /proc/[0-9]*/cmdline; do
    ! grep -qsF "$dir/data/containers/" "$file" || kill -KILL "$(basename "${file%/cmdline}")" 2>/dev/null || true
  done
  rm -rf "$dir/data"
}

explain() {
  local address master=
  address=$(<"$dir/address")
  echo "$address"
  echo "  export HADOOP_CONF_DIR=$dir/conf"
  echo "  the output of a study      --out $address/NAME"
  if [[ $kind == yarn ]]; then
    master=' -- --master yarn --deploy-mode cluster'
    echo '  options of spark-submit    --master yarn, and --deploy-mode cluster if the driver is to run there too'
    echo "  settings                   jobs/ adds those of $dir/settings"
    echo "  what such a driver says    scripts/cluster log${chosen# --yarn}"
  fi
  echo "  a file system shell        scripts/cluster fs$chosen -ls /"
  echo "  pages                      $(paste -sd ' ' "$dir/pages")"
  echo Example:
  echo "  HADOOP_CONF_DIR=$dir/conf jobs/study conf/studies/quickstart.conf --out $address/quickstart$master"
}

# What the newest driver on the cluster has said.
log() {
  local newest
  newest=$(find "$dir/logs/containers" -mindepth 2 -maxdepth 2 -name 'container_*_000001' -printf '%T@ %p\n' 2>/dev/null |
    sort -n | tail -1)
  [[ -n $newest ]] || fail "no driver has run on cluster $name"
  cat "${newest#* }"/{stderr,stdout}
}
