# Resident memory of a long training: at its first and last step, and the least and greatest between.
/^#/ { next }
!header { header = 1; next }
{
  csv($0, f)
  if (!(f[1] in first)) { machines[++count] = f[1]; first[f[1]] = least[f[1]] = greatest[f[1]] = f[4] }
  last[f[1]] = f[4]
  steps[f[1]] = f[3]
  if (f[4] + 0 < least[f[1]] + 0) least[f[1]] = f[4]
  if (f[4] + 0 > greatest[f[1]] + 0) greatest[f[1]] = f[4]
}
END {
  print "| machine | step 1, MiB | last step | MiB | least | greatest |"
  print "|---|---:|---:|---:|---:|---:|"
  for (i = 1; i <= count; i++) {
    m = machines[i]
    print "| " m " | " grouped(first[m]) " | " grouped(steps[m]) " | " grouped(last[m]) " | " grouped(least[m]) " | " grouped(greatest[m]) " |"
  }
}
