# Ranges over all runs.
/^#/ { next }
!columns { columns = csv($0, names); next }
{
  csv($0, fields)
  name = fields[3]
  if (!(name in networks)) {
    order[++rows] = name
    probe_low[name] = last_low[name] = 1
  }
  networks[name] += fields[4]
  if (fields[5] < probe_low[name]) probe_low[name] = fields[5]
  if (fields[7] > probe_high[name]) probe_high[name] = fields[7]
  if (fields[8] < last_low[name]) last_low[name] = fields[8]
  if (fields[10] > last_high[name]) last_high[name] = fields[10]
  idle[name] += fields[11]
  slope[name] += fields[12]
}
END {
  print "| initializer | networks | dead share in the probe | at the last step | NOT_LEARNING | VANISHING_SLOPE fired |"
  print "|---|---:|---|---|---:|---:|"
  for (r = 1; r <= rows; r++) {
    name = order[r]
    printf "| %s | %d | %s to %s | %s to %s | %d | %d |\n", name, networks[name], probe_low[name], probe_high[name], last_low[name], last_high[name], idle[name], slope[name]
  }
}
