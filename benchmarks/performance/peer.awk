# What scripts/bench --peer --json wrote, as a table: seconds of whole commands, and the ratio of wall times.
/"study_wall_s"/ {
  if (!rows++) {
    print "| steps | `jobs/study`, s | CPU, s | PyTorch, s | CPU, s | study / PyTorch |"
    print "|---:|---:|---:|---:|---:|---:|"
  }
  printf "| %s | %s | %s | %s | %s | %.2f |\n", grouped(json($0, "steps")), time(json($0, "study_wall_s")),
    time(json($0, "study_cpu_s")), time(json($0, "script_wall_s")), time(json($0, "script_cpu_s")), json($0, "ratio")
}
