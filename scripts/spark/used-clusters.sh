# Sourced by scripts/submit: what a job needs that runs on clusters of scripts/cluster. $home is the root of the repository.

# Whether spark-submit's options name a master.
names_master() {
  local master=$1
  shift
  [[ " $* " =~ [\ =]"$master"\  ]]
}

# is_used CLUSTER OPTIONS...: whether a job has its settings: its master is the cluster's, and $HADOOP_CONF_DIR if it has one.
is_used() {
  local cluster=$1 master
  shift
  [[ -f $cluster/settings ]] || return 1
  read -r master <"$cluster/settings"
  names_master "${master#spark.master=}" "$@" && { [[ ! -d $cluster/conf ]] || is_configured "$cluster"; }
}

# Whether $HADOOP_CONF_DIR is the cluster's.
is_configured() { [[ -n ${HADOOP_CONF_DIR:-} && $HADOOP_CONF_DIR -ef $1/conf ]]; }

# Sets cluster_settings to spark-submit's options, cluster_name to the name of their cluster, and cluster_classes to what its file system needs on the class path.
find_used_clusters() {
  local cluster setting
  cluster_settings=() cluster_name='' cluster_classes=
  for cluster in "$home"/target/cluster/*; do
    if is_configured "$cluster" && [[ -f $cluster/class-path ]]; then cluster_classes=:$(<"$cluster/class-path"); fi
    is_used "$cluster" "$@" || continue
    cluster_name=${cluster##*/}
    while IFS= read -r setting; do cluster_settings+=(--conf "$setting"); done <"$cluster/settings"
    # All its processes can read Spark where it is.
    if is_configured "$cluster"; then cluster_settings+=(--conf "spark.yarn.jars=local:$SPARK_HOME/jars/*"); fi
  done
}
