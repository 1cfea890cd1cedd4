# What scripts/bench --json wrote, as a table: microseconds a layer and step, and ratios. Columns that a file lacks are left out.
/"width"/ {
  rows++
  width[rows] = json($0, "width")
  depth[rows] = json($0, "depth")
  nd4j[rows] = json($0, "nd4j_us")
  every[rows] = json($0, "nd4j_every_step_us")
  vanishing[rows] = json($0, "nd4j_vanishing_us")
  sgemm[rows] = json($0, "sgemm_us")
  products[rows] = json($0, "products_us")
  dl4j[rows] = json($0, "dl4j_us")
}
END {
  head = "| width | depth | nd4j | every step | vanishing | sgemm |"
  rule = "|---:|---:|---:|---:|---:|---:|"
  if (products[1] != "") { head = head " products |"; rule = rule "---:|" }
  head = head " sgemm / nd4j |"; rule = rule "---:|"
  if (dl4j[1] != "") { head = head " dl4j | dl4j / nd4j |"; rule = rule "---:|---:|" }
  print head
  print rule
  for (r = 1; r <= rows; r++) {
    line = "| " width[r] " | " depth[r] " | " time(nd4j[r]) " | " time(every[r]) " | " time(vanishing[r]) " | " time(sgemm[r]) " |"
    if (products[1] != "") line = line " " time(products[r]) " |"
    line = line sprintf(" %.2f |", sgemm[r] / nd4j[r])
    if (dl4j[1] != "") line = line sprintf(" %s | %.1f |", time(dl4j[r]), dl4j[r] / nd4j[r])
    print line
  }
}
