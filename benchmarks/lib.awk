# What the summaries share. POSIX awk alone.

# Splits a line of CSV into fields; returns how many. Quoted fields may hold commas.
function csv(line, fields,    n, field, c, i, quoted) {
  n = 0; field = ""; quoted = 0
  for (i = 1; i <= length(line); i++) {
    c = substr(line, i, 1)
    if (c == "\"") quoted = !quoted
    else if (c == "," && !quoted) { fields[++n] = field; field = "" }
    else field = field c
  }
  fields[++n] = field
  return n
}

# A number of a flat JSON object; empty where it has none.
function json(line, key,    found) {
  if (!match(line, "\"" key "\":-?[0-9.]+")) return ""
  found = substr(line, RSTART, RLENGTH)
  sub(/^.*:/, "", found)
  return found
}

# 1234567.8 as 1,234,567.8. Whatever is not a number of more than three digits before the point stays as it is.
function grouped(text,    tail) {
  if (text !~ /^[0-9][0-9][0-9][0-9]+(\.[0-9]+)?$/) return text
  tail = ""
  if (match(text, /\./)) {
    tail = substr(text, RSTART)
    text = substr(text, 1, RSTART - 1)
  }
  while (length(text) > 3) {
    tail = "," substr(text, length(text) - 2) tail
    text = substr(text, 1, length(text) - 3)
  }
  return text tail
}

# A time with the digits that count.
function time(value) {
  if (value == "") return ""
  if (value + 0 < 100) return sprintf("%.1f", value)
  return grouped(sprintf("%.0f", value))
}

# "least to greatest", once where both are the same.
function range(low, high) { return low == high ? low : low " to " high }

# The file's name without folder and ending.
function stem(path) { sub(/^.*\//, "", path); sub(/\.[a-z]*$/, "", path); return path }
