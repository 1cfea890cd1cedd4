# A CSV as a Markdown table. The comment "#| a | b |" gives the titles; without it they are the names of the columns.
/^#\|/ { titles = substr($0, 2) }
/^#/ { next }
!columns { columns = csv($0, names); next }
{
  rows++
  for (i = csv($0, fields); i > 0; i--) {
    cell[rows, i] = grouped(fields[i])
    if (fields[i] !~ /^-?[0-9.]*$/) text[i] = 1
  }
}
END {
  rule = "|"
  for (i = 1; i <= columns; i++) {
    if (!titles) head = head "| " names[i] " "
    rule = rule (text[i] ? "---|" : "---:|")
  }
  if (!titles) titles = head "|"
  print titles
  print rule
  for (r = 1; r <= rows; r++) {
    line = "|"
    for (i = 1; i <= columns; i++) line = line " " cell[r, i] " |"
    gsub(/\|  \|/, "| |", line)
    gsub(/\|  \|/, "| |", line)
    print line
  }
}
