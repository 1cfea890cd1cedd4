# The quiet run, and what a trial more costs: the difference to the next smaller study of the same kind.
/^#/ { next }
!header { header = 1; next }
{
  csv($0, f)
  if (f[1] != "quiet") next
  if (!rows++) {
    print "| study | trials | trials/s | CPU, s | CPU of a trial more, ms | live heap, MiB | layers | steps | trials |"
    print "|---|---:|---:|---:|---:|---:|---|---|---|"
  }
  more = f[2] == study ? sprintf("%.2f", 1000 * (f[5] - cpu) / (f[3] - trials)) : ""
  print "| " f[2] " | " grouped(f[3]) " | " grouped(f[4]) " | " f[5] " |" cell(more) cell(f[6]) files(f[7], f[8]) files(f[9], f[10]) files(f[11], f[12])
  study = f[2]; trials = f[3]; cpu = f[5]
}
function cell(text) { return text == "" ? " |" : " " text " |" }
function files(count, mb) {
  return " " count (count == 1 ? " file, " : " files, ") (mb < 0.1 && mb * 1000 < 20 ? mb * 1000 " kB" : mb " MB") " |"
}
