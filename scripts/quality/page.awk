# Writes docs/science/diagnosis-quality.md from lines of half,study,mechanism,verdict,cause,trials.
BEGIN { FS = ","; split("NON_FINITE EXPLODING VANISHING DEAD SATURATED HEALTHY", mechanisms, " ")
  split("LEARNED PARTLY_LEARNING NOT_LEARNING DIVERGED", verdicts, " ")
  split("CLIP_TOO_TIGHT VANISHING_START RATE_TOO_SMALL OVERFITTING TOO_FEW_STEPS RATE_TOO_LARGE -", causes, " ") }

{
  half = $1; study = $2; mechanism = $3; verdict = $4; cause = $5; n = $6
  if (!((half, study) in seen)) { seen[half, study] = 1; studies[half] = studies[half] " " study }
  count(half); count(half SUBSEP study)
  of[half, mechanism, verdict] += n
  if (mechanism == "HEALTHY") why[half, cause, verdict] += n
}

# Adds this line to the sums of a group.
function count(group) {
  total[group] += n
  if (verdict == "LEARNED") { learned[group] += n; if (mechanism == "HEALTHY") healthy[group] += n }
  if (mechanism != "HEALTHY" && mechanism != "NOT_EVALUABLE") { named[group] += n; if (verdict == "LEARNED") wrongly[group] += n }
  if (verdict == "NOT_LEARNING" || verdict == "DIVERGED") { failed[group] += n; if (cause != "-") explained[group] += n
    if (mechanism != "HEALTHY") foreseen[group] += n }
}

function share(part, whole) { return whole ? sprintf("%.1f %%", 100 * part / whole) : "-" }

function bars(group, name) {
  printf "| %s | %d | %s | %s | %s | %s |\n", name, total[group], share(healthy[group], learned[group]),
    share(wrongly[group], named[group]), share(explained[group], failed[group]), share(foreseen[group], failed[group])
}

function table_of_mechanisms(half,   i, j) {
  print "\n| mechanism | learned | partly | not | diverged |\n|---|---:|---:|---:|---:|"
  for (i = 1; i <= 6; i++) {
    printf "| %s", mechanisms[i]
    for (j = 1; j <= 4; j++) printf " | %d", of[half, mechanisms[i], verdicts[j]]
    print " |"
  }
}

function table_of_causes(half,   i) {
  print "\n| cause | partly | not |\n|---|---:|---:|"
  for (i = 1; i in causes; i++)
    printf "| %s | %d | %d |\n", causes[i] == "-" ? "none found" : causes[i], why[half, causes[i], "PARTLY_LEARNING"], why[half, causes[i], "NOT_LEARNING"]
}

function of_half(half,   names, k, m) {
  print "| study | networks | of those that learned, HEALTHY | of those with a mechanism, learned | of failures, with a cause | of failures, with a mechanism |"
  print "|---|---:|---:|---:|---:|---:|"
  m = split(studies[half], names, " ")
  for (k = 1; k <= m; k++) bars(half SUBSEP names[k], names[k])
  bars(half, "**all**")
}

END {
  print "# How good the diagnoses are\n"
  print "Written by `scripts/diagnosis-quality` from the tables of the studies in `conf/quality`.\n"
  print "A mechanism predicts trouble. This page holds the predictions against what became of the networks. The thresholds of the"
  print "[rules](../reference/diagnoses.md) were chosen on one half of the studies. The other half judges them.\n"
  print "In short, on the judging half:\n"
  printf "- Of %d networks that learned, %s are HEALTHY.\n", learned["judging"], share(healthy["judging"], learned["judging"])
  printf "- Of %d networks with a mechanism, %s learned all the same.\n", named["judging"], share(wrongly["judging"], named["judging"])
  printf "- Of %d networks that did not learn, %s have a mechanism, and %s have a mechanism or another cause.\n", failed["judging"],
    share(foreseen["judging"], failed["judging"]), share(explained["judging"], failed["judging"])
  print "\n```mermaid\npie title Networks of the judging half that did not learn"
  printf "  \"a mechanism of the gradients\" : %d\n", foreseen["judging"]
  printf "  \"another cause: rate, clip, steps\" : %d\n", explained["judging"] - foreseen["judging"]
  printf "  \"no cause found\" : %d\n```\n\n", failed["judging"] - explained["judging"]
  print "*Learned* means: the network closed at least half of the way from guessing to the best network of its study. *Failures* are networks"
  print "with the verdict NOT_LEARNING or DIVERGED. Networks that learned partly count on neither side.\n"
  print "## The judging half\n"
  of_half("judging")
  print "\nWhat became of the networks, by mechanism:"
  table_of_mechanisms("judging")
  print "\nWhy HEALTHY networks fell short:"
  table_of_causes("judging")
  print "\n## The half that thresholds were chosen on\n"
  of_half("choosing")
  table_of_mechanisms("choosing")
  table_of_causes("choosing")
}
