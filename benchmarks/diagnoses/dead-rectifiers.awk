# Mechanisms by initializer and threshold, all runs together.
/^#/ { next }
!columns { columns = csv($0, names); next }
{
  csv($0, fields)
  key = fields[3] "," fields[4]
  if (!(key in total)) order[++rows] = key
  total[key] += fields[6]
  count[key, fields[5]] += fields[6]
}
END {
  print "| initializer | `dead-units.fraction` | networks | DEAD | VANISHING | POOR_INIT |"
  print "|---|---:|---:|---:|---:|---:|"
  for (pass = 1; pass <= 2; pass++) {
    for (r = 1; r <= rows; r++) {
      split(order[r], part, ",")
      if ((part[2] == "he-normal") == (pass == 1)) {
        key = order[r]
        printf "| %s | %s | %d | %d | %d | %d |\n", part[2], part[1], total[key], count[key, "DEAD"], count[key, "VANISHING"], count[key, "POOR_INIT"]
      }
    }
  }
}
