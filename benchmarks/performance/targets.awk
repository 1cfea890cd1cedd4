# Each target beside what was reached on each machine: the least and the greatest of all rows and of all ranges that were kept.
# Reads targets.csv, ranges.csv, and the steps of the machines in files that are named after them.
/^#/ { next }
FNR == 1 { machine = stem(FILENAME); sub(/^steps-/, "", machine) }
FILENAME ~ /\.json$/ { if (/"width"/) step() ; next }
!(FILENAME in header) { header[FILENAME] = 1; next }
FILENAME ~ /targets\.csv$/ { target() ; next }
{ csv($0, f); take(f[1], f[2], f[3], f[4]); take(f[1], f[2], f[3], f[5]) }

function target() {
  targets++
  csv($0, f)
  ratio[targets] = f[1]; title[targets] = f[2]; width[targets] = f[3]; bound[targets] = f[4]; limit[targets] = f[5]
}

function step(    w, nd4j) {
  w = json($0, "width")
  nd4j = json($0, "nd4j_us")
  take(machine, "sgemm_per_nd4j", w, json($0, "sgemm_us") / nd4j)
  take(machine, "every_step_per_log", w, json($0, "nd4j_every_step_us") / nd4j)
  take(machine, "vanishing_per_healthy", w, json($0, "nd4j_vanishing_us") / nd4j)
  take(machine, "unbiased_vanishing_per_healthy", w, json($0, "unbiased_vanishing_per_healthy"))
  if (json($0, "products_us") != "") take(machine, "products_per_nd4j", w, json($0, "products_us") / nd4j)
  if (json($0, "dl4j_us") != "") take(machine, "dl4j_per_nd4j", w, json($0, "dl4j_us") / nd4j)
}

# A value of one width counts for the targets of that width and of all; a value of all widths counts for every target.
function take(machine, name, w, value,    i, key) {
  value = sprintf((name ~ /^dl4j/) ? "%.1f" : "%.2f", value)
  for (i = 1; i <= targets; i++) {
    if (name != ratio[i] || (w != width[i] && w != "all" && width[i] != "all")) continue
    key = machine SUBSEP i
    if (!(key in low) || value + 0 < low[key] + 0) low[key] = value
    if (!(key in high) || value + 0 > high[key] + 0) high[key] = value
  }
}

function verdict(machine, i,    key) {
  key = machine SUBSEP i
  if (!(key in low)) return "not measured | |"
  met = bound[i] == "at least" ? low[key] + 0 >= limit[i] + 0 : high[key] + 0 <= limit[i] + 0
  return range(low[key], high[key]) " | " (met ? "met" : "**missed**") " |"
}

END {
  print "| ratio | width | target | AVX2 | | AVX-512 | |"
  print "|---|---:|---|---|---|---|---|"
  for (i = 1; i <= targets; i++) {
    print "| " title[i] " | " width[i] " | " bound[i] " " limit[i] " | " verdict("avx2", i) " " verdict("avx512", i)
  }
}
