# Sourced by scripts/submit: jobs whose driver runs on the cluster, and prints to a log there.

# Whether spark-submit's options ask for a driver on the cluster.
in_cluster_mode() { [[ " $* " =~ \ (--deploy-mode[\ =]|(--conf|-c)[\ =]spark\.submit\.deployMode=)cluster\  ]]; }

# Passes on what spark-submit says, but not its stack trace of a job that failed. $1 receives the id of an application of YARN.
pass_on() {
  trap '' INT
  exec sed -u -e '/Using incubator modules: jdk.incubator.vector/d' \
    -e '/^Exception in thread .* Application application_.* finished with \(failed\|killed\) status$/,$ { /^\(Exception\|\tat\) /d }' \
    -e "/Submitting application application_/{h;s/.*\(application_[0-9_]*\).*/\1/w $1" -e 'g}'
}

# Runs spark-submit, and says where the job's messages are.
launch_there() {
  local code=0 said application
  said=$(mktemp)
  { "$@" 2>&1 >&3 | pass_on "$said" >&2; } 3>&1 || code=$?
  application=$(tail -1 "$said")
  rm -f "$said"
  if ((code == 0)); then
    hint_to_output "The job printed to its driver's log."
  elif ((code > 128)) && [[ -n $application ]]; then
    hint_to_output "The job goes on without this command; yarn application -kill $application ends it."
  elif [[ -n $application ]]; then
    say "The job failed. Its messages are in its driver's log: $(log_command "$application")"
  fi
  exit "$code"
}

# How to read the log of a driver that ran on YARN.
log_command() {
  local name=${cluster_name#yarn}
  if [[ -n $cluster_name ]]; then
    echo "scripts/cluster log${name:+ --name $cluster_name}"
  else
    echo "yarn logs -applicationId $1"
  fi
}

hint_to_output() {
  local i hint=$1
  for ((i = 0; i + 1 < ${#arguments[@]}; i++)); do
    [[ ${arguments[i]} != --out ]] || hint+=" How it fares, and where its tables are: jobs/status ${arguments[i + 1]}"
  done
  say "$hint"
}
